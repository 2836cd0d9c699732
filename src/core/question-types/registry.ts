/** All question types: a further one is a file and a line here. */
import { withWords } from './fields'
import { many } from './many'
import { number } from './number'
import { one } from './one'
import { order } from './order'
import {
  ABSTAIN,
  refused,
  type Care,
  type ParsedVote,
  type QuestionBase,
  type QuestionType,
} from './question-type'
import { scale } from './scale'
import { text } from './text'
import { words } from './words'

export const questionTypes = { one, many, scale, number, order, text, words }

export type TypeName = keyof typeof questionTypes
type OptionsOf<T> = T extends QuestionType<infer Options, infer _View> ? Options : never
type ViewOf<T> = T extends QuestionType<infer _Options, infer View> ? View : never

/** A type of which only the seam is known. */
export type AnyType = QuestionType<{ type: string }, object>

/** How a question is answered, by type. */
export type AnswerOptions = OptionsOf<(typeof questionTypes)[TypeName]>
/** What pages draw of a question, by type. */
export type AnswerView = { [N in TypeName]: { type: N } & ViewOf<(typeof questionTypes)[N]> }[TypeName]

/** A question as a presenter writes it. Without `answer` one choice is asked for. */
export type Question = QuestionBase & { answer?: AnswerOptions | undefined }

/** A question that says what it asks for. */
export type TypedQuestion = QuestionBase & { answer: AnswerOptions }

/** What a question asks for that says nothing. */
export const PLAIN_TYPE = 'one' satisfies TypeName

const registered = new Map<string, AnyType>(Object.entries(questionTypes))

/**
 * Adds a type that is not built in, until the function that is returned is called. The hook for tests of the seam: with
 * this line and its file, a type works from the wire to the store.
 */
export function registerType(type: AnyType): () => void {
  if (registered.has(type.name)) throw new Error(`there is a question type ${type.name} already`)
  registered.set(type.name, type)
  return () => registered.delete(type.name)
}

/** The type of this name, for whoever does not need to know which it is. */
export function typeNamed(name: TypeName): AnyType {
  return registered.get(name)!
}

export function isTypeName(name: string): name is TypeName {
  return registered.has(name)
}

export function typeNameOf({ answer }: Pick<Question, 'answer'>): TypeName {
  return answer?.type ?? PLAIN_TYPE
}

/** The type of a question, for whoever does not need to know which it is. */
export function typeOf(question: Pick<Question, 'answer'>): AnyType {
  return typeNamed(typeNameOf(question))
}

/** A question with the options that it has when it says nothing. */
export function typed(question: Question): TypedQuestion {
  return hasType(question) ? question : { ...question, answer: { type: PLAIN_TYPE } }
}

function hasType(question: Question): question is TypedQuestion {
  return question.answer !== undefined
}

/** The counters of a vote for this question, or why it is none. */
export function parseVote(question: Question, sent: string): ParsedVote {
  if (sent === ABSTAIN) return question.canAbstain ? { ok: true, vote: ABSTAIN } : refused('no-such-choice')
  return typeOf(question).parseVote(typed(question), sent)
}

/** A recorded vote as pages send it and show it. */
export function sentVote(question: Question, vote: string): string {
  return vote === ABSTAIN ? ABSTAIN : typeOf(question).sentVote(typed(question), vote)
}

/** null: nothing is right. Whoever cannot say is not right. */
export function isRight(question: Question, vote: string): boolean | null {
  if (vote === ABSTAIN) return question.right === null ? null : false
  return typeOf(question).isRight(typed(question), vote)
}

/** How many have voted, those who cannot say included. */
export function votersOf(question: Question, tally: ReadonlyMap<string, number>): number {
  return typeOf(question).voters(tally) + (tally.get(ABSTAIN) ?? 0)
}

/** Whether the pictures of two questions can stand side by side. */
export function areComparable(one: Question, other: Question): boolean {
  const type = typeOf(one)
  if (type !== typeOf(other) || one.choices.join('\n') !== other.choices.join('\n')) return false
  const hasSameCounters = type.counters(typed(one)).join() === type.counters(typed(other)).join()
  return hasSameCounters && (type.isComparable?.(typed(one).answer, typed(other).answer) ?? true)
}

/** What may be corrected of a question while votes come in. */
export interface Texts extends Pick<Question, 'text' | 'choices' | 'explanation'> {
  /** How it is answered, of which words alone may differ, such as a unit. Absent: these stay, too. */
  answer?: { type: string } | undefined
}

/**
 * The question with other texts, and perhaps further choices at the end: every vote says what it said before. Undefined:
 * they do not fit it.
 */
export function withTexts(question: Question, { answer, ...texts }: Texts): Question | undefined {
  const type = typeOf(question)
  const before = typed(question)
  const more = texts.choices.length - question.choices.length
  const reworded: Question = { ...question, ...texts }
  if (more < 0 || (more > 0 && texts.choices.length > type.choices[1])) return undefined
  if (more === 0 && !answer) return reworded
  const grown = (more > 0 && type.withMoreChoices?.(before, texts.choices.length)) || before.answer
  const corrected = answer
    ? withWords(type.texts, [{ ...before.answer }, { ...grown }], { ...answer })
    : grown
  const options = corrected && type.readOptions({ ...corrected }, reworded)
  if (!options) return undefined
  if (question.answer) reworded.answer = options as AnswerOptions
  const counters = new Set(type.counters(typed(reworded)))
  return type.counters(before).every(counter => counters.has(counter)) ? reworded : undefined
}

/** The most important figure of a tally, for a list of results; empty: nobody has voted. */
export function headlineOf(question: Question, tally: ReadonlyMap<string, number>, care: Care): string {
  return typeOf(question).headline?.(typed(question), tally, care) ?? ''
}

/** A question from outside, as its type reads it; undefined: it makes no sense. */
export function readQuestion(
  given: QuestionBase & { answer?: { type: string } | undefined },
): Question | undefined {
  const { answer, ...base } = given
  const name = answer?.type ?? PLAIN_TYPE
  if (!isTypeName(name)) return undefined
  const type = typeNamed(name)
  const [fewest, most] = type.choices
  if (base.choices.length < fewest || base.choices.length > most) return undefined
  if (base.kind === 'hands' && !type.isBounded) return undefined
  const options = type.readOptions({ ...answer }, base)
  if (!options) return undefined
  const question: Question = { ...base }
  // One choice is what a question asks for that says nothing.
  if (name !== PLAIN_TYPE) question.answer = options as AnswerOptions
  if (base.right === null) return question
  const right = type.readRight(typed(question), base.right)
  if (right === undefined) return undefined
  return { ...question, right, ...type.arranged?.(question.choices, right) }
}
