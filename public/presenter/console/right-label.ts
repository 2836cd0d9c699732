/** What is right, in a few characters, for the controls of the question that is up. */
import type { AnswerOptions } from '../../../src/core/question-types/registry'
import { rightOf } from '../right-answer'

/** @param right as its type writes it @param answer absent: one choice */
export function rightLabel(right: string, answer: AnswerOptions | undefined): string {
  if (answer?.type === 'many' || answer?.type === 'order') return [...right].join(', ')
  return rightOf({ right, answer })
}
