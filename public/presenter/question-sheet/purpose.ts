/** What the sheet is opened for: a new question, one of the list, or the wording of the one that is up. */
import type { Question } from '../../../src/core/protocol/poll'
import type { PresenterView } from '../view-model'
import { draftFrom, NEW_DRAFT, type Draft } from './drafts'
import { sheetWords as words } from './words'

/** `correct`: one that is not in the list yet; `reword`: the question that is up. */
export type Purpose =
  | { mode: 'new' }
  | { mode: 'edit'; question: Question }
  | { mode: 'correct'; question: Question; save: (question: Question) => void }
  | { mode: 'reword' }

export const titles = {
  new: words.newQuestion,
  edit: words.editing,
  correct: words.editing,
  reword: words.rewording,
}
/** What the sheet's main button does. */
export const deeds = {
  new: words.askNow,
  edit: words.saveInList,
  correct: words.takeOver,
  reword: words.correctNow,
}

/** What the fields hold at first. */
export function startOf(purpose: Purpose, view: PresenterView | undefined): Draft {
  if (purpose.mode === 'new') return NEW_DRAFT
  if ('question' in purpose) return draftFrom(purpose.question)
  const { poll } = view!.news
  const { right, explanation } = view!.state
  const choices = poll.choices.map(choice => choice.text)
  const { question: text, kind, answer, canAbstain } = poll
  const question: Question = {
    text,
    choices,
    kind,
    results: 'hidden',
    right,
    explanation,
    answer,
    canAbstain,
  }
  // In the order of their letters, for which people vote.
  return { ...draftFrom(question), ...(poll.type === 'scale' ? { statements: choices } : { choices }) }
}

/** The name under which a draft is kept. */
export function subjectOf(purpose: Purpose, view: PresenterView | undefined): string {
  if (purpose.mode === 'new') return 'new'
  return 'question' in purpose ? JSON.stringify(purpose.question) : `reword ${view?.state.pollId ?? ''}`
}
