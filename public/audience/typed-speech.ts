/** What screen readers are told of all question types but one choice; exports what `sentences` does. */
import { ABSTAIN } from '../../src/core/question-types/question-type'
import { changes as changesOf, tally as tallySentenceOf, type Moment, type Reader } from './sentences'
import { earlierOf, told, typeOf, viewNow } from '../question-types/phone-moment'
import { questionOf } from '../question-types/parts'
import { typeWords } from '../question-types/words'

export { timeLeft } from './sentences'

const reader: Reader = {
  how: poll => typeOf(poll)!.how(questionOf(poll)),
  result(now) {
    const { poll, counts, answers } = now
    const view = viewNow(now)
    const type = typeOf(poll)
    if (!view || !type) return undefined
    const question = questionOf(poll)
    const earlier = earlierOf(now)
    const abstained = counts?.[ABSTAIN] ?? answers?.abstained ?? 0
    return [
      ...type.rules.read(question, view),
      ...(abstained > 0 ? [`${typeWords.cannotSayIs(abstained)}.`] : []),
      ...(earlier ? [typeWords.before, ...type.rules.read(question, earlier)] : []),
    ].join(' ')
  },
  verdict({ poll, own }) {
    const { verdict, why } = told(poll, own, typeOf(poll)!)
    const { first, rest } = verdict!
    return [
      rest ? `${first} ${rest}.`.trim() : first,
      poll.explanation && `${why} ${poll.explanation}`,
    ].filter(Boolean)
  },
}

export function changes(before: Moment | undefined, now: Moment): string[] {
  return changesOf(before, now, reader)
}

export function tally(now: Moment | undefined): string {
  return tallySentenceOf(now, reader)
}
