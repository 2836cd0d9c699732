/** What the answer and the result of a scale have in common: its points, its statements, and what they are called. */
import { lettersOf } from '../../../src/core/question-types/letters'
import type { TypedQuestion } from '../../../src/core/question-types/question-type'
import type { OptionsOf } from '../parts'
import { scaleWords as words } from './words'

export type ScaleQuestion = TypedQuestion<OptionsOf<'scale'>>

export interface Statement {
  /** Empty: the question itself is judged. */
  letter: string
  /** Its text, else its letter; empty: the question itself is judged. */
  text: string
}

export function statementsOf(question: ScaleQuestion): Statement[] {
  if (question.choices.length === 0) return [{ letter: '', text: '' }]
  return lettersOf(question).map((letter, place) => ({ letter, text: question.choices[place] || letter }))
}

export function pointsOf({ answer: { from, to } }: ScaleQuestion): number[] {
  return Array.from({ length: to - from + 1 }, (_, place) => from + place)
}

/** What an end of the scale is called; empty where this point is none, or has no name. */
export function nameOf({ answer: { from, to, low, high } }: ScaleQuestion, point: number): string {
  return point === from ? low : point === to ? high : ''
}

/** The ends as they stand above the points: "1 never", "5 always"; empty where they have no names. */
export function endsOf(question: ScaleQuestion): [string, string] {
  const { from, to, low, high } = question.answer
  return [words.end(from, low), words.end(to, high)]
}

/** The points of a vote as it is sent, by the place of the statement; empty: left out. */
export function givenPoints(question: ScaleQuestion, vote: string | null): string[] {
  const given = (vote ?? '').split(',')
  return statementsOf(question).map((_statement, place) => given[place] ?? '')
}
