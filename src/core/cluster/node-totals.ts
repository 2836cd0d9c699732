/** What other nodes have counted in a room, and the sums with this node's own counts. Knows nodes by name only. */
import type { Counts, Turnout } from '../protocol/events'
import type { Subtotal } from '../protocol/node-events'

/** The subtotals of the other nodes, each the newest. */
export class NodeTotals {
  private readonly byNode = new Map<string, Subtotal>()
  private revision = 0

  /** Grows with every change; a tally that is summed up from subtotals is numbered by it, too. */
  get rev(): number {
    return this.revision
  }

  /** A node says what it has now. Returns what it had before, if it had anything. */
  take(node: string, subtotal: Subtotal): Subtotal | undefined {
    const before = this.byNode.get(node)
    this.byNode.set(node, subtotal)
    this.revision++
    return before
  }

  /** A node is gone. Returns whether it had anything. */
  drop(node: string): boolean {
    this.revision++
    return this.byNode.delete(node)
  }

  /** All hands of a poll, with these of our own; letters that the poll does not have are left out. */
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

  private of(pollId: string): Subtotal[] {
    return [...this.byNode.values()].filter(share => share.pollId === pollId)
  }
}
