/** What people answer to a question of each type, and which letters are counted for it. */
import { ABSTAIN } from '../../src/core/question-types/question-type'
import { typeNameOf, type Question } from '../../src/core/question-types/registry'
import type { Chance } from './chance'

const WORDS = ['école', 'Ecole', 'c#', 'gravity', 'light', '重力', 'שלום', '👩‍🚀', '10', '__proto__']

/** A vote for this question, as a page sends it. */
export function voteFor(question: Question, chance: Chance): string {
  if (question.canAbstain && chance.happens(0.05)) return ABSTAIN
  const letters = question.choices.map((_, index) => String.fromCharCode(65 + index))
  const { answer } = question
  switch (answer?.type) {
    case undefined:
    case 'one':
      return chance.one(letters)
    case 'many':
      return chance.some(letters, answer.min + chance.below(answer.max - answer.min + 1)).join('')
    case 'order':
      return chance.some(letters, answer.places).join('')
    case 'scale': {
      const point = () => String(answer.from + chance.below(answer.to - answer.from + 1))
      return letters.length === 0 ? point() : letters.map(point).join(',')
    }
    case 'number':
      return `${1700 + chance.below(200)},${chance.below(10)}`
    default:
      return chance.some(WORDS, 1 + chance.below(answer?.most ?? 1)).join('\n')
  }
}

/** The letters that a vote counts for, of the types that count letters; undefined: another type. */
export function lettersOf(question: Question, vote: string): string[] | undefined {
  const type = typeNameOf(question)
  if (type !== 'one' && type !== 'many') return undefined
  return vote === ABSTAIN ? [] : [...vote]
}
