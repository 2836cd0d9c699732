/** Whether a question can have a right answer, and what it is in a few signs: letters, a number with its unit, words. */
import { bandOf } from '../../src/core/question-types/number'
import type { Question } from '../../src/core/protocol/poll'
import { typeNamed, type TypeName } from '../../src/core/question-types/registry'
import { questionsWords as words } from './questions/words'

/** Whether a question of this type can have a right answer. */
export function canBeRight(type: TypeName): boolean {
  return !typeNamed(type).hasNoRight
}

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
