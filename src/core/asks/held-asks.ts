/**
 * Asks that the panic button hides: they are seen as hidden ones until it is undone, or a presenter shows one again.
 * What is kept of an ask does not change. Values in, values out.
 */
import type { HiddenAsks } from '../protocol/panic'
import type { KeptAsk, KeptAsks } from './kept-asks'

/** Whether a panic hides an ask, by when its text was written. What presenters and helpers asked never is. */
export function isHeldAsk(
  hidden: readonly HiddenAsks[],
  { at, textAt = at, role, isCleared }: Pick<KeptAsk, 'at' | 'textAt' | 'role' | 'isCleared'>,
): boolean {
  if (role !== undefined || isCleared) return false
  return hidden.some(({ from, to }) => textAt >= from && (to === null || textAt <= to))
}

/** The asks as they are to be seen: those that a panic hides are hidden. */
export function seenAsks(kept: KeptAsks, hidden: readonly HiddenAsks[]): KeptAsks {
  if (hidden.length === 0) return kept
  const asks = kept.asks.map(ask => (isHeldAsk(hidden, ask) ? { ...ask, state: 'hidden' as const } : ask))
  return { ...kept, asks }
}

/** What is to be kept of asks that were decided on as they are seen: a state that only a panic gave is not. */
export function asKept(
  { asks }: KeptAsks,
  hidden: readonly HiddenAsks[],
  put: readonly KeptAsk[],
): KeptAsk[] {
  const before = new Map(asks.map(ask => [ask.id, ask]))
  return put.map(ask => {
    const kept = before.get(ask.id)
    return kept && ask.state === 'hidden' && isHeldAsk(hidden, kept) ? { ...ask, state: kept.state } : ask
  })
}
