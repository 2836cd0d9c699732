/** Erases a room with all that is kept of it, and counts that before. */
import { votersOf } from '../core/question-types/registry'
import type { Store } from '../store/store'

/** What of a room is counted. */
export const KINDS = ['preparedQuestions', 'ballots', 'lines', 'results', 'asks'] as const

/** How much of each was erased. */
export type Erased = Record<(typeof KINDS)[number], number>

/** What there is of a room; undefined: there is no such room. */
export async function countsOf(store: Store, code: string): Promise<Erased | undefined> {
  const kept = await store.loadRoom(code)
  if (!kept) return undefined
  const { poll, prepared } = kept.document
  const { first, last } = await store.extent(code)
  return {
    preparedQuestions: prepared.length,
    ballots: votersOf(poll.question, await store.tally(code, poll.pollId)),
    lines: await store.countLines(code, { from: first, to: last }),
    results: (await store.results(code)).length,
    asks: (await store.asks(code)).asks.length,
  }
}

/** Erases a room, and gives what of it there was; undefined: there was no such room. */
export async function eraseCounted(store: Store, code: string, now: number): Promise<Erased | undefined> {
  const counted = await countsOf(store, code)
  await store.eraseRoom(code, now)
  return counted
}
