/** Erases asks of a room that are not of the present moment, such as those of an erased lesson. */
import type { KeptAsk } from '../core/asks/kept-asks'
import { erased } from '../core/asks/new-asks'
import type { Store } from './store'

/** Erases those for which this is true, with their votes. Returns how many there were. */
export async function eraseAsks(
  store: Pick<Store, 'asks' | 'changeAsks'>,
  code: string,
  isMeant: (ask: KeptAsk) => boolean,
): Promise<number> {
  for (;;) {
    const kept = await store.asks(code)
    const gone = kept.asks.filter(isMeant).map(({ id }) => id)
    if (gone.length === 0) return 0
    const { rev, last } = kept
    // Somebody else may have changed asks meanwhile; each try is behind a change that was kept, so this ends.
    if (await store.changeAsks(code, { rev, last, ...erased(kept, gone) })) return gone.length
  }
}
