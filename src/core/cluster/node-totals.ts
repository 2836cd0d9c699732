/** Keeps what other nodes counted in a room, and adds this node's own counts. Knows nodes by name only. */
import type { Turnout } from '../protocol/poll'
import type { Subtotal } from '../protocol/node-events'
import type { Tally } from '../question-types/question-type'

/** The newest subtotal of each other node. */
export class NodeTotals {
  private readonly byNode = new Map<string, Subtotal>()
  private revision = 0

  /** Grows with every change; it is part of the number of a tally that is a sum of subtotals. */
  get rev(): number {
    return this.revision
  }

  /** Replaces a node's subtotal. Returns the earlier one, if there was one. */
  take(node: string, subtotal: Subtotal): Subtotal | undefined {
    const before = this.byNode.get(node)
    this.byNode.set(node, subtotal)
    this.revision++
    return before
  }

  /** Removes a node that left. Returns whether it had a subtotal. */
  drop(node: string): boolean {
    this.revision++
    return this.byNode.delete(node)
  }

  /** All hands of a poll, this node's included. Some counters are there only where somebody's vote has them. */
  tallyWith(own: Tally, pollId: string): Tally {
    const sum = new Map(own)
    for (const share of this.of(pollId))
      for (const [counter, votes] of Object.entries(share.counts))
        sum.set(counter, (sum.get(counter) ?? 0) + votes)
    return sum
  }

  /** The number of people present, and of those who have voted in this poll. */
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
