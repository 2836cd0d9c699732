/**
 * The order in which a list of asks is drawn: it stays as it is while somebody reads or taps, whatever comes. New asks
 * and a new order are shown on request.
 */
import { byVotes } from '../../src/core/asks/order'
import type { Ask } from '../../src/core/protocol/asks'

export type SortBy = 'votes' | 'time'

type Sorted = Pick<Ask, 'id' | 'votes' | 'at' | 'state'>

/** In the order asked for; answered ones are below those that are open. */
export function sorted<A extends Sorted>(asks: readonly A[], by: SortBy): A[] {
  const isDone = ({ state }: A) => Number(state === 'answered')
  return [...asks].sort((a, b) => isDone(a) - isDone(b) || (by === 'votes' ? byVotes(a, b) : b.id - a.id))
}

export class SteadyOrder<A extends Sorted> {
  private ids: number[] = []
  by: SortBy = 'votes'

  /** Puts all asks in order, new ones too. */
  renew(asks: readonly A[]): void {
    this.ids = sorted(asks, this.by).map(({ id }) => id)
  }

  /**
   * The asks that are drawn, in the order that was; how many new ones are kept back, and whether votes ask for another
   * order. In an empty list nothing can move: there, new ones are not kept back.
   */
  read(asks: readonly A[]): { shown: A[]; fresh: number; isStale: boolean } {
    const known = new Map(asks.map(ask => [ask.id, ask]))
    this.ids = this.ids.filter(id => known.has(id))
    if (this.ids.length === 0) this.renew(asks)
    const shown = this.ids.map(id => known.get(id)!)
    const wanted = sorted(shown, this.by)
    return {
      shown,
      fresh: asks.length - shown.length,
      isStale: wanted.some((ask, place) => ask !== shown[place]),
    }
  }
}
