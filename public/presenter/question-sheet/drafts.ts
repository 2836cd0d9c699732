/** Keeps what was typed into the sheet and not finished, in this tab: nothing typed is lost by closing it. */
import type { Question } from '../../../src/core/protocol/poll'
import { roomCode } from '../../shared/urls'
import { attempt, recallWord, rememberWord } from '../../shared/storage'

const NAME = `drafts-${roomCode}`

/** Drafts of this many questions are kept; older ones go. */
const MAX_DRAFTS = 5

/** What the sheet holds, and what it held when it was opened. */
export interface Draft {
  question: Question
  seconds: number | null
}

/** Rows of a new question: of one that is asked aloud, this is the number of its letters. */
const NEW_ROWS = 4

/** What a new question begins with. */
export const NEW_DRAFT: Draft = {
  question: {
    text: '',
    choices: Array<string>(NEW_ROWS).fill(''),
    kind: 'ballot',
    results: 'hidden',
    right: null,
  },
  seconds: null,
}

type Drafts = [subject: string, draft: Draft][]

let drafts: Drafts = attempt(() => JSON.parse(recallWord(NAME, 'tab') ?? '[]') as Drafts) ?? []

/** The draft about a subject: a new question, or one that is edited. */
export function draftOf(subject: string): Draft | undefined {
  return drafts.find(([each]) => each === subject)?.[1]
}

/** Keeps a draft; undefined forgets it. */
export function keepDraft(subject: string, draft: Draft | undefined): void {
  const others = drafts.filter(([each]) => each !== subject)
  drafts = draft ? [...others, [subject, draft] as Drafts[number]].slice(-MAX_DRAFTS) : others
  rememberWord(NAME, drafts.length > 0 ? JSON.stringify(drafts) : null, 'tab')
}

/** Whether two drafts are the same question. Empty rows at the end are no difference: they are not asked. */
export function isSame(one: Draft, other: Draft): boolean {
  const plain = ({ question: { explanation = '', ...question }, seconds }: Draft) =>
    JSON.stringify([
      question.text,
      question.choices.join('\n').trimEnd(),
      question.kind,
      question.results,
      question.right,
      explanation,
      seconds,
    ])
  return plain(one) === plain(other)
}
