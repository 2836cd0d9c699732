/** Decides which tally is newer: one may arrive after a newer one, or after the question has changed. */
import type { TallyMark } from '../../../src/core/protocol/poll'

/** Before the first tally. */
export const NO_TALLY: TallyMark = { pollId: '', rev: -1 }

/** Whether a tally is of the same poll as the one that is drawn, and newer. */
export function isNewer(mark: TallyMark, drawn: TallyMark): boolean {
  return mark.pollId === drawn.pollId && mark.rev > drawn.rev
}
