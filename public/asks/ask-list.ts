/** What a page knows of the asks: what it was sent when it opened them, and every change since. */
import type { Ask, AsksChange } from '../../src/core/protocol/asks'

export class AskList<A extends Ask = Ask> {
  private known = new Map<number, A>()
  /** The number of all, also of those that are not sent. */
  total = 0

  get all(): A[] {
    return [...this.known.values()]
  }

  get(id: number): A | undefined {
    return this.known.get(id)
  }

  begin(asks: readonly A[], total: number): void {
    this.known = new Map(asks.map(ask => [ask.id, ask]))
    this.total = total
  }

  receive({ changed, gone, total, isWhole }: AsksChange<A>): void {
    if (isWhole) this.known.clear()
    for (const id of gone) this.known.delete(id)
    for (const ask of changed) this.known.set(ask.id, ask)
    this.total = total
  }
}
