/** Which rows the sheet offers where no form says it: those of one choice, and more of a question that is up. */
import { MAX_CHOICES, MIN_CHOICES } from '../../../src/core/limits/input-limits'
import { withTexts, type Question } from '../../../src/core/question-types/registry'
import type { RowsKind } from '../../question-types/type-form'
import { sheetWords as words } from './words'

/** The rows of one choice, which has no form of its own. */
export const ONE_ROWS: RowsKind = {
  list: 'choices',
  marks: 'one',
  caps: 'letters',
  canMove: false,
  fewest: MIN_CHOICES,
  most: MAX_CHOICES,
  words: {
    heading: words.answers,
    hint: words.tapLetter,
    adder: words.nextAnswer,
    name: words.choiceName,
    remover: words.removeChoice,
    tooFew: words.tooFew,
    tooMany: words.tooMany,
  },
}

/** What may be added to a question for which people vote. */
export function moreOf(question: Question, isOpen: boolean): { mayAdd: boolean; fixed: number } {
  const { text, choices } = question
  const mayAdd = isOpen && withTexts(question, { text, choices: [...choices, ''] }) !== undefined
  return { mayAdd, fixed: choices.length }
}
