/** What a quiz of another program asks, on its way to a question: kinds that there are not here are named. */
import type { Brackets } from '../../poll/list-brackets'
import type { Found } from '../../poll/found-question'
import { writeNumber } from '../../question-types/numerals'
import type { TypeName } from '../../question-types/registry'
import type { ReadHtml } from './tree'
import { mediaNote } from '../unavailable'
import {
  bracketsFor,
  noteAt,
  problemAt,
  understoodFrom,
  type Problem,
  type Understanding,
  type Understood,
} from '../understood'

/** A question as it stands in a quiz. */
export interface QuizQuestion {
  text: string
  choices: { text: string; isRight: boolean }[]
  explanation: string
  /** Absent: one choice, or several where several are right. */
  brackets?: Brackets | undefined
  /** Its kind, where there is none like it here. */
  unknown?: string | undefined
  /** What is left out of it. */
  notes: string[]
  /** Files that cannot be taken. */
  media: string[]
}

/** What a reader of a whole file keeps: where questions and problems go, and how many were looked at. */
export interface QuizReading {
  result: Understanding
  readHtml: ReadHtml
}

export const emptyQuestion = (): QuizQuestion => ({
  text: '',
  choices: [],
  explanation: '',
  notes: [],
  media: [],
})

/** Characters of a text that are shown, to be shortened by hand; a question has some hundred. */
const MAX_SHOWN_LENGTH = 5000

const shortened = (text: string) =>
  text.length > MAX_SHOWN_LENGTH ? `${text.slice(0, MAX_SHOWN_LENGTH)}…` : text

/** @param number its place in the file, from 1, where a text has lines */
export function understoodQuiz(
  { text, choices, explanation, brackets, unknown, notes, media }: QuizQuestion,
  number: number,
): Understood {
  const found: Found = {
    line: number,
    text: shortened(text),
    brackets,
    choices: choices.map(choice => ({ ...choice, text: shortened(choice.text), line: number })),
    explanation: shortened(explanation),
    explanationLine: number,
  }
  const own: Problem[] = [...new Set(notes)].map(note => noteAt(number, note))
  if (media.length > 0) own.push(noteAt(number, mediaNote(media)))
  if (unknown !== undefined) own.unshift(problemAt(number, unknown))
  const read = understoodFrom(found, { first: number, last: number }, own)
  // Where the kind is not here, that it has no choices says nothing more.
  return unknown === undefined ? read : { ...read, problems: own }
}

const MANY = 'many' satisfies TypeName
const NUMBER = 'number' satisfies TypeName
const ORDER = 'order' satisfies TypeName
const TEXT = 'text' satisfies TypeName

export const asMany = (limits: { min?: number; max?: number } = {}): Brackets => bracketsFor(MANY, limits)!
export const asText = (): Brackets => bracketsFor(TEXT, {})!
/** The items stand in their right order. */
export const asOrder = (isRight: boolean): Brackets => ({
  text: ORDER,
  name: ORDER,
  tag: { fields: {}, ...(isRight ? { areInOrder: true } : {}) },
  manner: {},
})

interface NumberAsked {
  /** Such as `3.14`, `3 ± 0.5` or `1..5`; absent: none is right. */
  right?: string | undefined
  unit?: string | undefined
  min?: number | null
  max?: number | null
}

/** A number with as many decimals as are written in what is right. */
export function asNumber({ right, unit = '', min = null, max = null }: NumberAsked): Brackets {
  const written = [right ?? '', min ?? '', max ?? ''].join(' ')
  const digits = [...written.matchAll(/\d[.,](\d{1,6})/g)].map(([, fraction]) => fraction!.length)
  return bracketsFor(NUMBER, { min, max, decimals: Math.max(0, ...digits), unit }, right)!
}

/** As a list as text writes it. */
export function bandText(middle: string, tolerance: string): string {
  const [value, spread] = [middle, tolerance].map(plainNumber) as [string, string]
  return spread === '' || Number(spread) === 0 ? value : `${value} ± ${spread}`
}

/** Characters of a number. */
const MAX_NUMBER_LENGTH = 60

/** Without an exponent, and with no more decimals than a question can have. */
function plainNumber(text: string): string {
  const said = text.trim().slice(0, MAX_NUMBER_LENGTH)
  return /^[-+]?\d*\.?\d+e[-+]?\d{1,3}$|\.\d{7}/i.test(said) && Number.isFinite(Number(said))
    ? writeNumber(Number(Number(said).toFixed(6)))
    : said
}
