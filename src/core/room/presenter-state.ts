/** What has changed in a presenter's state since it was last sent: a long list is sent once, not with every command. */
import type { Lectern, LecternNews, Question } from '../protocol/events'

/** What somebody who knows the one has to be told to know the other. Step, poll and tally are always told. */
export function lecternNews(before: Lectern, after: Lectern): LecternNews {
  const { pollId, step, counts, rev, prepared } = after
  const news: Record<string, unknown> = { pollId, step, counts, rev }
  for (const name of Object.keys(after) as (keyof Lectern)[])
    if (name !== 'prepared' && !isSame(before[name], after[name])) news[name] = after[name]
  if (!isSame(before.prepared, prepared)) news['prepared'] = places(before.prepared, prepared)
  return news as LecternNews
}

/** The lectern as it is now; `before` is what was known, undefined on a line that was told nothing yet. */
export function withNews(before: Lectern | undefined, { prepared, ...news }: LecternNews): Lectern {
  const known = before?.prepared ?? []
  const list = prepared?.map(each => (typeof each === 'number' ? known[each]! : each)) ?? known
  return { ...before, ...news, prepared: list } as Lectern
}

function places(before: Question[], after: Question[]): (Question | number)[] {
  const known = new Map(before.map((question, place) => [JSON.stringify(question), place]))
  return after.map(question => known.get(JSON.stringify(question)) ?? question)
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other)
}
