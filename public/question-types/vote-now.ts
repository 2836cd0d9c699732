/** The vote of whoever answers, as a form draws it: also one that is on its way, or waits for a connection. */
import { ABSTAIN } from '../../src/core/question-types/question-type'
import type { OwnChoice } from '../shared/poll/choice-rows'
import type { AnswerMoment } from './parts'

/** What is chosen now; null: nothing, or "I cannot say". */
export function voteNow({ recorded, wanted }: OwnChoice): string | null {
  const vote = wanted === undefined ? recorded : wanted
  return vote === ABSTAIN ? null : vote
}

/** How far the vote has come; empty: there is none. */
export type VoteMark = '' | 'recorded' | 'sending' | 'kept'

export function markOf({ vote, isConnected }: Pick<AnswerMoment, 'vote' | 'isConnected'>): VoteMark {
  if (voteNow(vote) === null) return ''
  if (vote.wanted === undefined) return 'recorded'
  return isConnected ? 'sending' : 'kept'
}
