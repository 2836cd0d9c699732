/**
 * A question of the preview while it is corrected, and what it makes: the rules are those by which a pasted text is
 * read, so that the same sentences say what is wrong.
 */
import { asSentence, type Problem } from '../../../src/core/import/understood'
import { PLAIN, questionFound } from '../../../src/core/poll/found-question'
import { asWritten } from '../../../src/core/poll/question-list'
import { LETTERS } from '../../../src/core/question-types/letters'
import { severalLines } from '../../question-types/rows/lines'
import { bandOf } from '../../../src/core/question-types/number'
import {
  typeNamed,
  typeNameOf,
  type Question,
  type TypeName,
} from '../../../src/core/question-types/registry'

export interface WrittenChoice {
  text: string
  isRight: boolean
}

export interface QuestionDraft extends Pick<Question, 'kind' | 'results' | 'canAbstain' | 'needsApproval'> {
  type: TypeName
  text: string
  explanation: string
  /** Kept while a type is chosen that has none. */
  choices: WrittenChoice[]
  /** What is right where that is written: a number, or accepted answers, one a line. */
  right: string
  /** Whether the choices stand in their only right order. */
  areInOrder: boolean
  /** What each type needs to know. */
  options: Partial<Record<TypeName, Record<string, unknown>>>
}

/** What is right is marked at the choices. */
export const isMarked = (type: TypeName): boolean => typeNamed(type).isMarkedByStars === true
/** What is right is written in a field of its own. */
export const isRightWritten = (type: TypeName): boolean => !typeNamed(type).hasNoRight && !hasChoices(type)
export const hasChoices = (type: TypeName): boolean => typeNamed(type).choices[1] > 0

/** A question as it is corrected. */
export function draftOf(question: Question): QuestionDraft {
  const { text, explanation = '', kind, results, canAbstain, needsApproval, answer, right } = question
  const type = typeNameOf(question)
  const { type: _type, ...options } = answer ?? { type }
  return {
    type,
    text,
    explanation,
    kind,
    results,
    canAbstain,
    needsApproval,
    choices: asWritten(question).map((choice, place) => ({
      text: choice,
      isRight: isMarked(type) && (right?.includes(LETTERS[place]!) ?? false),
    })),
    right: isRightWritten(type) ? writtenRight(type, right) : '',
    areInOrder: typeNamed(type).arranged !== undefined && right !== null,
    options: { [type]: hasChoices(type) ? withoutWhole(options, question.choices.length) : options },
  }
}

/** What holds for all choices holds for all of them still when one is added or taken out. */
function withoutWhole(options: Record<string, unknown>, count: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(options).filter(([name, value]) => !(/^(?:max|places)$/.test(name) && value === count)),
  )
}

function writtenRight(type: TypeName, right: string | null): string {
  const band = type === 'number' ? bandOf(right) : undefined
  return band && band[0] === band[1] ? String(band[0]) : (right ?? '')
}

/** The question that is written, and what keeps it from being asked. */
export function readDraft(draft: QuestionDraft): { question: Question; problems: Problem[] } {
  const { type, kind, results, canAbstain, needsApproval, areInOrder } = draft
  const rules = typeNamed(type)
  const [text, explanation] = [severalLines(draft.text), draft.explanation.trim()]
  const choices = writtenChoices(draft).map(choice => ({ ...choice, line: 0 }))
  const manner = {
    kind: rules.isBounded ? kind : ('ballot' as const),
    results,
    ...(canAbstain ? { canAbstain } : {}),
    ...(needsApproval && rules.isTyped ? { needsApproval } : {}),
  }
  const base: Question = { ...PLAIN, text, choices: choices.map(choice => choice.text) }
  const fields = { ...draft.options[type], ...decimalsFor(draft) }
  const tag = {
    fields: rules.readOptions(fields, base) ? fields : {},
    right: type === 'number' && draft.right.trim() !== '' ? draft.right.trim() : undefined,
    areInOrder: areInOrder && rules.arranged !== undefined,
  }
  const brackets = { text: type, name: type, tag, manner }
  const found = { line: 0, text, brackets, choices, explanation, explanationLine: 0 }
  const { question, problems } = questionFound(found)
  return {
    question,
    problems: problems.map(({ sentence }) => ({
      line: 0,
      last: 0,
      sentence: asSentence(sentence),
      isNote: false,
    })),
  }
}

/** Choices without empty ones at their end; of a short answer, the accepted ones. */
function writtenChoices({ type, choices, right }: QuestionDraft): WrittenChoice[] {
  if (typeNamed(type).hasAcceptedAnswers)
    return right
      .split('\n')
      .map(line => ({ text: line.trim(), isRight: true }))
      .filter(({ text }) => text !== '')
  if (!hasChoices(type)) return []
  const written = choices.map(choice => ({ ...choice, text: choice.text.replace(/\s+/g, ' ').trim() }))
  const last = written.reduce((found, { text, isRight }, place) => (text || isRight ? place : found), -1)
  return written.slice(0, last + 1).map(choice => ({ ...choice, isRight: choice.isRight && isMarked(type) }))
}

/** A number that is right with decimals can be entered with them. */
function decimalsFor({ type, right, options }: QuestionDraft): { decimals?: number } {
  if (type !== 'number') return {}
  const needed = Math.max(0, ...Array.from(right.matchAll(/\d[.,](\d+)/g), ([, digits]) => digits!.length))
  const { decimals } = options[type] ?? {}
  return { decimals: Math.min(6, Math.max(needed, typeof decimals === 'number' ? decimals : 0)) }
}

/** The same question asked in another way: what was written for the old way becomes what it is in the new one. */
export function withType(draft: QuestionDraft, type: TypeName): QuestionDraft {
  const marked = draft.choices.filter(({ isRight }) => isRight)
  const accepted = draft.right.split('\n').filter(line => line.trim() !== '')
  const next: QuestionDraft = { ...draft, type }
  if (isRightWritten(type) && accepted.length === 0) {
    const texts = marked.map(({ text }) => text)
    next.right = (type === 'number' ? texts.slice(0, 1) : texts).join('\n')
  }
  if (hasChoices(type) && draft.choices.length === 0)
    next.choices = accepted.map(text => ({ text, isRight: true }))
  return typeNamed(type).hasOneRight ? withOneRight(next) : next
}

/** Marks a choice as right, or no longer. */
export function withMark(draft: QuestionDraft, place: number): QuestionDraft {
  const { hasOneRight } = typeNamed(draft.type)
  const choices = draft.choices.map((choice, index) => {
    if (index === place) return { ...choice, isRight: !choice.isRight }
    return hasOneRight ? { ...choice, isRight: false } : choice
  })
  return { ...draft, choices }
}

function withOneRight(draft: QuestionDraft): QuestionDraft {
  const first = draft.choices.findIndex(({ isRight }) => isRight)
  return {
    ...draft,
    choices: draft.choices.map((choice, place) => ({ ...choice, isRight: place === first })),
  }
}
