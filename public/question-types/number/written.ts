/** Numbers of one question as people read and type them. */
import { bandOf } from '../../../src/core/question-types/number'
import type { TypedQuestion } from '../../../src/core/question-types/question-type'
import { directionOf } from '../../../src/core/text/direction'
import { figure, statisticFigure } from '../figures'
import type { OptionsOf } from '../parts'
import { numberWords as words } from './words'

export type NumberQuestion = TypedQuestion<OptionsOf<'number'>>

/** With its unit. One that is written from right to left stands apart: figures behind it would go before it. */
export function withUnit({ answer: { unit } }: NumberQuestion, number: string): string {
  if (unit === '') return number
  return `${number}\u00a0${directionOf(unit) === 'rtl' ? `\u2068${unit}\u2069` : unit}`
}

/** What was entered. */
export function writtenValue(question: NumberQuestion, value: number): string {
  return figure(value, question.answer.decimals)
}

/** What follows from many values, such as their mean. */
export function writtenStatistic(question: NumberQuestion, value: number): string {
  return statisticFigure(value, question.answer.decimals)
}

/** As it stands in the field, with the decimal sign of the page's language: what is typed there is read as the same. */
export function typedValue(vote: string): string {
  return vote.replace('.', figure(1.5, 1).charAt(1))
}

/** The ends of what may be entered; empty: there is no such end. */
export function endsOf(question: NumberQuestion): [string, string] {
  const { min, max } = question.answer
  const end = (value: number | null) => (value === null ? '' : figure(value, 6))
  return [end(min), end(max)]
}

export function writtenBand(question: NumberQuestion, right: string): string {
  const [from, to] = bandOf(right) ?? [0, 0]
  return withUnit(question, words.band(figure(from, 6), figure(to, 6)))
}
