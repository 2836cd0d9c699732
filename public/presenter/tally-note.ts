/** What is said below rows of choices: whom the percentages are of, how many are right, and how many cannot say. */
import type { Counts } from '../../src/core/protocol/poll'
import { ABSTAIN, ALL_RIGHT, VOTERS } from '../../src/core/question-types/question-type'
import { typeWords } from '../question-types/words'
import { presenterWords as words } from './words'

/**
 * Empty where percentages are of votes, and everybody could say.
 * @param right once it is revealed: how many are right is sent with what is right
 */
export function noteOf(counts: Counts, right: string | null): string {
  const { [VOTERS]: voters, [ALL_RIGHT]: allRight = 0, [ABSTAIN]: abstained = 0 } = counts
  const parts = voters === undefined ? [] : [words.ofPeople(voters)]
  if (voters !== undefined && right !== null) parts.push(words.wholeRight(allRight))
  if (abstained > 0) parts.push(typeWords.cannotSayIs(abstained))
  // A line breaks between facts only.
  return parts.map(part => part.replace(/ /g, '\u00a0')).join(' · ')
}
