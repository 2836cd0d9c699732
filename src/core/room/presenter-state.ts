/** The changes of the presenters' state since it was last sent: a long list is sent once, not with every command. */
import type { PresenterState, PresenterStateNews } from '../protocol/presenter'

/** What to send to a client that has `before`. Step, poll and tally are always sent. */
export function presenterStateNews(before: PresenterState, after: PresenterState): PresenterStateNews {
  const { pollId, step, counts, rev, prepared, results } = after
  const news: Record<string, unknown> = { pollId, step, counts, rev }
  for (const name of Object.keys(after) as (keyof PresenterState)[])
    if (!isSame(before[name], after[name])) news[name] = after[name]
  if (news['prepared']) news['prepared'] = positions(before.prepared, prepared)
  if (news['results']) news['results'] = positions(before.results, results)
  return news as PresenterStateNews
}

/** Applies news to the last state; `before` is undefined on a connection that has received nothing yet. */
export function withNews(
  before: PresenterState | undefined,
  { prepared, results, ...news }: PresenterStateNews,
): PresenterState {
  return {
    ...before,
    ...news,
    prepared: listOf(before?.prepared, prepared),
    results: listOf(before?.results, results),
  } as PresenterState
}

/** The entries of a list that was there before have numbers. */
function positions<T>(before: T[], after: T[]): (T | number)[] {
  const known = new Map(before.map((entry, place) => [JSON.stringify(entry), place]))
  return after.map(entry => known.get(JSON.stringify(entry)) ?? entry)
}

function listOf<T>(before: T[] = [], news: (T | number)[] = before): T[] {
  return news.map(each => (typeof each === 'number' ? before[each] : each))
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other)
}
