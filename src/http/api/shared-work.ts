/**
 * Shares what takes long to make, such as the figures of thousands of different answers, among all who ask for it at a
 * time: else a few programs that ask often would keep the process from taking votes.
 */
import type { RoomDocument } from '../../core/room/document'

/** Different answers below which it takes so little that it is made for each who asks, and is never old. */
const FEW_ANSWERS = 1000
/** For how many times as long as it took others get the same: no more than about a tenth of the time goes into it. */
const SHARED_TIMES = 10
/** Kept of one state of a room: as presenters and as all others see it, in some sizes. */
const MAX_KEPT = 20

interface Made {
  value: unknown
  /** In milliseconds, as `performance.now`. */
  until: number
}

/** A room that has changed has another document: what was made for it before is never given again. */
const made = new WeakMap<RoomDocument, Map<string, Made>>()

/**
 * What `make` makes of this document, or what it made of it just before.
 * @param name what it is, and for whom
 * @param answers how many different ones there are
 */
export function shared<T>(document: RoomDocument, name: string, answers: number, make: () => T): T {
  if (answers < FEW_ANSWERS) return make()
  let all = made.get(document)
  if (!all) made.set(document, (all = new Map<string, Made>()))
  const start = performance.now()
  const known = all.get(name)
  if (known && known.until > start) return known.value as T
  const value = make()
  const end = performance.now()
  if (all.size >= MAX_KEPT) all.clear()
  all.set(name, { value, until: end + SHARED_TIMES * (end - start) })
  return value
}
