/** Which tally is newer: one may arrive behind a newer one, or when another question is up. */
import type { TallyMark } from '../../../src/core/protocol/poll'

/** Before the first tally. */
export const NO_TALLY: TallyMark = { pollId: '', rev: -1 }

/** Whether a tally is of the same poll as the one that is drawn, and newer. */
export function isNewer(mark: TallyMark, drawn: TallyMark): boolean {
  return mark.pollId === drawn.pollId && mark.rev > drawn.rev
}
