/** The order in which asks are told: those with most votes first, the older one first where votes are equal. */
import type { Ask } from '../protocol/asks'

/** For `sort`: negative when the first ask comes before the second. */
export function byVotes(first: Pick<Ask, 'id' | 'votes'>, second: Pick<Ask, 'id' | 'votes'>): number {
  return second.votes - first.votes || first.id - second.id
}
