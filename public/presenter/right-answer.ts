/** What is right in a prepared question, in a few signs: letters, a number with its unit, words. */
import { bandOf } from '../../src/core/question-types/number'
import type { Question } from '../../src/core/protocol/poll'
import { questionsWords as words } from './questions/words'

/** Empty: nothing is right, or it is said by the order in which the lines stand. */
export function rightOf({ right, answer }: Pick<Question, 'right' | 'answer'>): string {
  if (right === null) return ''
  switch (answer?.type) {
    case 'number': {
      const [low, high] = bandOf(right) ?? []
      const numbers = low === undefined || low === high ? String(low) : words.band(low, high!)
      return [numbers, answer.unit].filter(part => part !== '').join(' ')
    }
    case 'text':
      return right.split('\n').join(' · ')
    case 'order':
      return words.inOrder
    default:
      return [...right].join(' ')
  }
}
