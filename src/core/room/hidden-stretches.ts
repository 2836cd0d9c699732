/** What a panic has hidden: lines by stretches of their numbers, asks by stretches of time. Values in, values out. */
import type { Line } from '../protocol/chat'
import { MAX_HIDDEN_STRETCHES, type HiddenAsks, type HiddenLines } from '../protocol/panic'

/** Whether a line is hidden. What presenters said never is. */
export function isHiddenLine(
  hidden: readonly Pick<HiddenLines, 'from' | 'to'>[],
  { seq, role }: Pick<Line, 'seq' | 'role'>,
): boolean {
  // The host may have quoted what people wrote.
  if (role !== undefined && role !== 'host') return false
  return hidden.some(({ from, to }) => seq >= from && (to === null || seq <= to))
}

/** The hidden lines once the chat is on: what is said from now on is shown. */
export function withChatOn(hidden: readonly HiddenLines[], lastLine: number): HiddenLines[] {
  return hidden
    .map(each => (each.to === null ? { ...each, to: lastLine } : each))
    .filter(({ from, to }) => from <= to!)
}

/** One more stretch of time; of too many the two oldest become one, so that nothing hidden comes back. */
export function withStretch(hidden: readonly HiddenAsks[], stretch: HiddenAsks): HiddenAsks[] {
  const [first, second, ...rest] = [...hidden, stretch]
  if (!second || hidden.length < MAX_HIDDEN_STRETCHES) return [...hidden, stretch]
  return [{ ...second, from: first.from }, ...rest]
}

/** The hidden asks once asks are open: what is asked from now on is shown. */
export function withAsksOpen(hidden: readonly HiddenAsks[], now: number): HiddenAsks[] {
  return hidden.map(each => (each.to === null ? { ...each, to: now } : each))
}
