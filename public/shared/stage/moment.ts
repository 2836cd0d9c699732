/** Which picture the stage shows. */
import type { Counts, Poll } from '../../../src/core/protocol/poll'
import { totalOf } from '../../../src/core/question-types/percentages'

export type Moment = 'join' | 'vote' | 'result' | 'end'

/**
 * The picture for a poll and its tally.
 * @param isResultShown whether there is a tally to be seen, or a view of what people typed
 * @param isJoinShown the page's own choice, where it has one: the picture of how to join instead of the poll, or not
 */
export function momentOf(
  poll: Poll,
  counts: Counts | null,
  isResultShown: boolean,
  isJoinShown?: boolean,
): Moment {
  if (isJoinShown ?? isJoin(poll, counts)) return 'join'
  if (poll.stage === 'end') return 'end'
  return isResultShown ? 'result' : 'vote'
}

/** A free show of hands says how to join until somebody raises a hand. */
function isJoin({ stage, posed }: Poll, counts: Counts | null): boolean {
  return stage === 'join' && (posed || totalOf(counts ?? {}) === 0)
}

/** The pictures in which the question stands. */
export function isFloor(moment: Moment | undefined): boolean {
  return moment === 'vote' || moment === 'result'
}
