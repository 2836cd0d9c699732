/** Says a tally in words. */
import type { Counts } from '../../../src/core/protocol/poll'
import { percentsOf, totalOf } from '../../../src/core/question-types/percentages'
import { tallyWords as words } from './tally-words'

/** The tally as a sentence, for screen readers. */
export function tallySentence(counts: Counts): string {
  const total = totalOf(counts)
  const percents = percentsOf(counts)
  const parts = Object.entries(percents).map(([letter, percent]) =>
    words.tallyPart(letter, percent, counts[letter] ?? 0),
  )
  return words.tallyNow(parts, total)
}
