/** The changes of the presenters' state since it was last sent: a long list is sent once, not with every command. */
import type { PresenterState, PresenterStateNews, Question } from '../protocol/poll'

/** What to send to a client that has `before`. Step, poll and tally are always sent. */
export function presenterStateNews(before: PresenterState, after: PresenterState): PresenterStateNews {
  const { pollId, step, counts, rev, prepared } = after
  const news: Record<string, unknown> = { pollId, step, counts, rev }
  for (const name of Object.keys(after) as (keyof PresenterState)[])
    if (name !== 'prepared' && !isSame(before[name], after[name])) news[name] = after[name]
  if (!isSame(before.prepared, prepared)) news['prepared'] = positions(before.prepared, prepared)
  return news as PresenterStateNews
}

/** Applies news to the last state; `before` is undefined on a connection that has received nothing yet. */
export function withNews(
  before: PresenterState | undefined,
  { prepared, ...news }: PresenterStateNews,
): PresenterState {
  const known = before?.prepared ?? []
  const list = prepared?.map(each => (typeof each === 'number' ? known[each]! : each)) ?? known
  return { ...before, ...news, prepared: list } as PresenterState
}

function positions(before: Question[], after: Question[]): (Question | number)[] {
  const known = new Map(before.map((question, place) => [JSON.stringify(question), place]))
  return after.map(question => known.get(JSON.stringify(question)) ?? question)
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other)
}
