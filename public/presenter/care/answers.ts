/** Answers as the presenter decides on them, the same for words and for open text. */
import type { AnswerView } from '../../../src/core/question-types/registry'

export type AnswerState = 'waiting' | 'shown' | 'hidden'

export interface Answer {
  /** What it is meant by. */
  key: string
  text: string
  votes: number
  state: AnswerState
}

/** All that people typed. */
export interface Answers {
  all: Answer[]
  /** How many more are shown than are listed. */
  others: number
}

/** undefined: this type has no answers to decide on. */
export function answersOf(view: AnswerView): Answers | undefined {
  if (view.type === 'words') {
    const entries = (list: readonly [string, number, string?][], state: AnswerState): Answer[] =>
      list.map(([text, votes, key = text]) => ({ key, text, votes, state }))
    return {
      all: [
        ...entries(view.waiting ?? [], 'waiting'),
        ...entries(view.words, 'shown'),
        ...entries(view.hidden ?? [], 'hidden'),
      ],
      others: view.others,
    }
  }
  if (view.type !== 'text') return undefined
  const all = view.cards.map(({ key, text, votes, state = 'shown' }): Answer => ({
    key: key ?? text,
    text,
    votes,
    state,
  }))
  return { all, others: view.answers - all.filter(({ state }) => state === 'shown').length }
}
