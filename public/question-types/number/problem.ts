/** Why a number that was typed is not sent, and what may be entered, in sentences. */
import { MAX_NUMBER } from '../../../src/core/question-types/number'
import { figure } from '../figures'
import { numberWords as words } from './words'
import { endsOf, type NumberQuestion } from './written'

/** What may be entered. */
export function howOf(question: NumberQuestion): string {
  const { decimals, unit } = question.answer
  return words.how(decimals === 0, ...endsOf(question), unit)
}

/** @param problem of the type's rules @param typed as it stands in the field */
export function sentenceOf(question: NumberQuestion, problem: string, typed: string): string {
  const { problems } = words
  const { decimals } = question.answer
  if (typed.trim() === '') return problems.empty
  if (problem === 'too-many-decimals') return problems[problem](decimals)
  if (problem === 'out-of-range') return problems[problem](...boundsOf(question))
  return problems['not-a-number'](figure(decimals === 0 ? 12 : 3.5, decimals))
}

/** The ends, of which one is there also where the question names none: larger numbers are not exact. */
function boundsOf(question: NumberQuestion): [string, string] {
  const [from, to] = endsOf(question)
  return from === '' && to === '' ? [figure(-MAX_NUMBER), figure(MAX_NUMBER)] : [from, to]
}
