/** Keeps what was typed into the sheet and not finished, in this tab: nothing typed is lost by closing it. */
import { asWritten } from '../../../src/core/poll/question-list'
import type { Question } from '../../../src/core/protocol/poll'
import { LETTERS } from '../../../src/core/question-types/letters'
import { typeOf, type TypeName } from '../../../src/core/question-types/registry'
import type { Fields } from '../../question-types/type-form'
import { roomCode } from '../../shared/urls'
import { attempt, recallWord, rememberWord } from '../../shared/storage'
import type { AllFields } from './type-forms'

const NAME = `drafts-${roomCode}`

/** Drafts of this many questions are kept; older ones go. */
const MAX_DRAFTS = 5

/** What the sheet holds, as it was typed; also what belongs to other types than the chosen one. */
export interface Draft extends Pick<Question, 'text' | 'kind' | 'results' | 'explanation'> {
  type: TypeName
  canAbstain: boolean
  seconds: number | null
  /** All rows of choices, and the letters of those that are marked as right. */
  choices: string[]
  marks: string
  /** The rows of a scale. */
  statements: string[]
  /** The fields of the forms of types; one that is missing is as the question is with which the draft began. */
  fields: AllFields
  origin?: Question | undefined
}

/** Rows of a new question: of one that is asked aloud, this is the number of its letters. */
const NEW_ROWS = 4

/** What a new question begins with. */
export const NEW_DRAFT: Draft = {
  type: 'one',
  text: '',
  kind: 'ballot',
  results: 'hidden',
  canAbstain: false,
  seconds: null,
  choices: Array<string>(NEW_ROWS).fill(''),
  marks: '',
  statements: [],
  fields: {},
}

/** A question as a draft. */
export function draftFrom(question: Question, seconds: number | null = null): Draft {
  const { text, kind, results, explanation, canAbstain = false, right } = question
  const type = typeOf(question)
  const name = type.name as TypeName
  const written = asWritten(question)
  return {
    ...NEW_DRAFT,
    type: name,
    text,
    kind,
    results,
    explanation,
    canAbstain,
    seconds,
    ...(name === 'scale' ? { statements: written } : written.length > 0 ? { choices: written } : {}),
    marks: type.isMarkedByStars ? (right ?? '') : '',
    origin: question,
  }
}

/** As the version before kept them. */
interface OlderDraft {
  question: Question
  seconds: number | null
}
type Drafts = [subject: string, draft: Draft | OlderDraft][]

let drafts: Drafts = attempt(() => JSON.parse(recallWord(NAME, 'tab') ?? '[]') as Drafts) ?? []

/** The draft about a subject: a new question, or one that is edited. */
export function draftOf(subject: string): Draft | undefined {
  const found = drafts.find(([each]) => each === subject)?.[1]
  // As the version before kept it: its page was reloaded.
  return found && 'question' in found ? draftFrom(found.question, found.seconds) : found
}

/** Keeps a draft; undefined forgets it. */
export function keepDraft(subject: string, draft: Draft | undefined): void {
  const others = drafts.filter(([each]) => each !== subject)
  drafts = draft ? [...others, [subject, draft] as Drafts[number]].slice(-MAX_DRAFTS) : others
  rememberWord(NAME, drafts.length > 0 ? JSON.stringify(drafts) : null, 'tab')
}

/**
 * Whether two drafts are the same question. Empty rows at the end are no difference: they are not asked.
 * @param startOf what the form of a type begins with in the second one
 */
export function isSame(one: Draft, other: Draft, startOf: (type: TypeName) => Fields | undefined): boolean {
  const plain = ({ explanation = '', choices, statements, ...draft }: Draft) =>
    JSON.stringify([
      // Another type alone is soon chosen again.
      draft.text && draft.type,
      draft.text,
      choices.join('\n').trimEnd(),
      statements.filter(text => text !== ''),
      draft.kind,
      draft.results,
      draft.canAbstain,
      [...draft.marks].filter(letter => LETTERS.includes(letter)),
      explanation,
      draft.seconds,
    ])
  return (
    plain(one) === plain(other) &&
    Object.entries(one.fields).every(([type, fields]) => {
      const start = other.fields[type as TypeName] ?? startOf(type as TypeName)
      return !start || Object.keys(start).every(name => (start[name] ?? '') === (fields[name] ?? ''))
    })
  )
}
