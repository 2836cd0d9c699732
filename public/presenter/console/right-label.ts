/** What is right, in a few characters, for the controls of a question of any type. */
import type { AnswerOptions } from '../../../src/core/question-types/registry'
import { bandOf } from '../../../src/core/question-types/number'
import { presenterWords as words } from '../words'

/** @param right as its type writes it @param answer absent: one choice */
export function rightLabel(right: string, answer: AnswerOptions | undefined): string {
  switch (answer?.type) {
    case 'many':
    case 'order':
      return [...right].join(', ')
    case 'number': {
      const [low, high] = bandOf(right)!
      return [words.band(low, high), answer.unit].filter(part => part !== '').join(' ')
    }
    case 'text':
      return right.split('\n')[0]!
    default:
      return right
  }
}

/** Whether a question of this type can have a right answer. */
export function canBeRight(answer: AnswerOptions | undefined): boolean {
  return answer?.type !== 'scale' && answer?.type !== 'words'
}
