/** The tally of a poll in Redis: a hash with the votes of each counter, and with its place behind a line break. */
import chunk from 'lodash/chunk'
import sortBy from 'lodash/sortBy'
import type { Tally } from '../../core/question-types/question-type'

/** No counter has one in it. */
const PLACE_MARK = '\n'

/** @param fields names and values alternately, as HGETALL answers. One of an earlier version has no places. */
export function tallyFrom(fields: readonly string[]): Tally {
  const votes: [counter: string, votes: number][] = []
  const places = new Map<string, number>()
  for (const [field, value] of chunk(fields, 2)) {
    if (field!.startsWith(PLACE_MARK)) places.set(field!.slice(1), Number(value))
    else if (value !== '0') votes.push([field!, Number(value)])
  }
  return new Map(sortBy(votes, ([counter]) => places.get(counter) ?? 0))
}
