/** What other nodes have counted in a room, and the sums with this node's own counts. Knows nodes by name only. */
import type { Counts, Turnout } from '../protocol/events'

/** What one node counts of a room: its own sockets only. */
export interface Share extends Turnout {
  pollId: string
  /** Hands; of ballots none, for their tally is kept by all together. */
  counts: Counts
  /** Ballots that were acknowledged in this poll, changes of mind included: when it grows, the tally has changed. */
  ballots: number
  connected: number
  /** People with a socket. */
  online: number
  /** The person whom presenters are, where there is one. */
  presenter?: string | undefined
}

/** The shares of the other nodes, each the newest. */
export class Shares {
  private readonly byNode = new Map<string, Share>()
  private revision = 0

  /** Grows with every change; a tally that is summed up from shares is numbered by it, too. */
  get rev(): number {
    return this.revision
  }

  /** A node says what it has now. Returns what it had before, if it had anything. */
  take(node: string, share: Share): Share | undefined {
    const before = this.byNode.get(node)
    this.byNode.set(node, share)
    this.revision++
    return before
  }

  /** A node is gone. Returns whether it had anything. */
  drop(node: string): boolean {
    this.revision++
    return this.byNode.delete(node)
  }

  /** All hands of a poll, these of our own among them; letters that the poll does not have are left out. */
  countsWith(own: Readonly<Counts>, pollId: string): Counts {
    const sum = { ...own }
    for (const share of this.of(pollId))
      for (const letter of Object.keys(sum)) sum[letter]! += share.counts[letter] ?? 0
    return sum
  }

  /** People there, and those who have voted in this poll. */
  turnoutWith(own: Turnout, pollId: string): Turnout {
    const sum = { ...own }
    for (const { present } of this.byNode.values()) sum.present += present
    for (const { voted } of this.of(pollId)) sum.voted += voted
    return sum
  }

  get connected(): number {
    return [...this.byNode.values()].reduce((sum, { connected }) => sum + connected, 0)
  }

  get online(): number {
    return [...this.byNode.values()].reduce((sum, { online }) => sum + online, 0)
  }

  get presenter(): string | undefined {
    return [...this.byNode.values()].find(({ presenter }) => presenter)?.presenter
  }

  private of(pollId: string): Share[] {
    return [...this.byNode.values()].filter(share => share.pollId === pollId)
  }
}
