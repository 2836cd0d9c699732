/** Which rows may be added to a question that is up. */
import { withTexts, type Question } from '../../../src/core/question-types/registry'
import type { RowLimits } from './row-list'

/** What may be added to a question for which people vote. */
export function moreOf(question: Question, isOpen: boolean): RowLimits {
  const { text, choices } = question
  const mayAdd = isOpen && withTexts(question, { text, choices: [...choices, ''] }) !== undefined
  return { mayAdd, fixed: choices.length }
}
