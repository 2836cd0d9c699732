/** Makes a question of what is written in the sheet, by the rules by which the server reads it, or says what is wrong. */
import type { Question } from '../../../src/core/protocol/poll'
import { readQuestion, typed, typeOf, withTexts } from '../../../src/core/question-types/registry'
import type { FieldProblem, FormReading, WrittenRows } from '../../question-types/type-form'
import type { Draft } from './drafts'
import { oneLine, severalLines } from '../../question-types/rows/lines'
import { sheetWords as words } from './words'

export type Reading = { question: Question } | { problems: FieldProblem[] }

/** A text that is pasted here with the breaks of another page is one line; code that came with the question is not. */
const hasLines = (origin: Draft['origin']): boolean => origin?.text.includes('\n') ?? false

/** What is written besides the choices and what only one type has. */
function baseOf(
  { text, kind, results, explanation, canAbstain, origin }: Draft,
  isBounded: boolean,
): Question {
  const why = oneLine(explanation ?? '')
  return {
    text: hasLines(origin) ? severalLines(text) : oneLine(text),
    choices: [],
    kind: isBounded ? kind : 'ballot',
    results,
    right: null,
    ...(why ? { explanation: why } : {}),
    ...(canAbstain ? { canAbstain } : {}),
  }
}

/** A question that is new or in the list. */
export function questionFrom(
  draft: Draft,
  { choices, marks }: WrittenRows,
  form: FormReading | FieldProblem[] | undefined,
  isBounded: boolean,
): Reading {
  if (Array.isArray(form)) return { problems: form }
  const reading = form ?? { answer: { type: 'one' }, right: marks || null }
  const question = readQuestion({ ...baseOf(draft, isBounded), choices, ...reading })
  return question ? { question } : { problems: [{ at: '', sentence: words.noQuestion }] }
}

/** How a question that is up is answered, with the words of its form in place of its own; undefined: it has none. */
function correctedAnswer(origin: Question, form: FormReading | undefined): { type: string } | undefined {
  const { texts } = typeOf(origin)
  if (!origin.answer || !form || !texts) return undefined
  return { ...origin.answer, ...Object.fromEntries(texts.map(name => [name, form.answer[name]])) }
}

/** The question that is up: its texts and what is right are corrected, and its letters stay. */
export function rewordedFrom(
  draft: Draft,
  { choices, marks }: WrittenRows,
  form: FormReading | FieldProblem[] | undefined,
): Reading {
  if (Array.isArray(form)) return { problems: form }
  const { text, explanation } = baseOf(draft, true)
  const origin = draft.origin!
  const question = withTexts(origin, { text, choices, explanation, answer: correctedAnswer(origin, form) })
  if (!question) return { problems: [{ at: '', sentence: words.noQuestion }] }
  const given = form ? form.right : marks || null
  const right = given === null ? null : typeOf(question).readRight(typed(question), given)
  if (right === undefined) return { problems: [{ at: '', sentence: words.noQuestion }] }
  return { question: { ...question, right } }
}
