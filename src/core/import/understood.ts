/** What is understood of a pasted text: questions with the lines they came from, and everything that was not. */
import { PLAIN_TYPE, type Question, type TypeName } from '../question-types/registry'
import type { Brackets } from '../poll/list-brackets'
import { questionFound, type Found } from '../poll/found-question'

/** `own` is the list that `writeList` writes; `list` is any other with labels, answers or bullets. */
export type Format = 'own' | 'aiken' | 'gift' | 'markdown' | 'list' | 'table' | 'none'

export interface Problem {
  /** The lines it is about. */
  line: number
  last: number
  /** What is wrong and what to do. */
  sentence: string
  /** Nothing needs to be done: something was left out, or `isUsed`. */
  isNote: boolean
  /** Nothing was left out: the note says how these lines were understood. */
  isUsed?: boolean
}

export interface Understood {
  /** The lines it came from. */
  first: number
  last: number
  /** As far as it was understood; it can be asked if no problem is left but notes. */
  question: Question
  problems: Problem[]
}

export interface Understanding {
  format: Format
  questions: Understood[]
  /** What belongs to no question. */
  problems: Problem[]
}

export const problemAt = (line: number, sentence: string, last = line): Problem => ({
  line,
  last,
  sentence,
  isNote: false,
})
export const noteAt = (line: number, sentence: string, last = line): Problem => ({
  line,
  last,
  sentence,
  isNote: true,
})
/** A note about lines of which nothing was left out. */
export const usedAt = (line: number, sentence: string, last = line): Problem => ({
  ...noteAt(line, sentence, last),
  isUsed: true,
})

/** Whether a question can be asked as it was understood. */
export function canBeAsked({ problems }: Understood): boolean {
  return problems.every(({ isNote }) => isNote)
}

/** The brackets that stand for this type, where a format says it in its own way. */
export function bracketsFor(
  name: TypeName,
  fields: Record<string, unknown>,
  right?: string,
): Brackets | undefined {
  return name === PLAIN_TYPE ? undefined : { text: name, name, tag: { fields, right }, manner: {} }
}

const MANY: TypeName = 'many'

/** A question of what was found; several right choices make it one with several answers, where that was meant. */
export function understoodFrom(
  found: Found,
  { first, last, mayBeMany = false }: { first: number; last: number; mayBeMany?: boolean },
  problems: Problem[] = [],
): Understood {
  const isMany = mayBeMany && !found.brackets && found.choices.filter(({ isRight }) => isRight).length > 1
  const read = questionFound(isMany ? { ...found, brackets: bracketsFor(MANY, {}) } : found)
  const own = read.problems.map(({ line, sentence }) => problemAt(line, asSentence(sentence)))
  return { first, last, question: read.question, problems: [...own, ...problems] }
}

const WHAT_TO_DO: [RegExp, string][] = [
  [/^another choice is marked/, ' Write [many] behind the question if several are right.'],
  [/choices on the lines below it, this one [01]\.$/, ' Write the missing ones, or leave this question.'],
  [/choices on the lines below it/, ' Take some out, or make two questions of it.'],
  [/longer than/, ' Shorten it.'],
]

/** Begins with a capital letter and says what to do. */
export function asSentence(sentence: string): string {
  const advice = WHAT_TO_DO.find(([pattern]) => pattern.test(sentence))?.[1] ?? ''
  return sentence[0]!.toUpperCase() + sentence.slice(1) + advice
}
