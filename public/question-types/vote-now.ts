/** The vote of whoever answers, as a form draws it: also one that is on its way, or waits for a connection. */
import { ABSTAIN } from '../../src/core/question-types/question-type'
import type { OwnChoice } from '../shared/poll/choice-rows'
import type { AnswerMoment } from './parts'

/** What is chosen now; null: nothing, or "I cannot say". */
export function voteNow(vote: OwnChoice): string | null {
  const sent = sentLast(vote)
  return sent === ABSTAIN ? null : sent
}

/** What was sent last, also "I cannot say". */
export function sentLast({ recorded, wanted }: OwnChoice): string | null {
  return wanted === undefined ? recorded : wanted
}

/** How far the vote has come; empty: there is none. */
export type VoteMark = '' | 'recorded' | 'sending' | 'kept'

export function markOf({ vote, isConnected }: Pick<AnswerMoment, 'vote' | 'isConnected'>): VoteMark {
  return voteNow(vote) === null ? '' : wayOf({ vote, isConnected })
}

/** How far a vote has come that is there. */
export function wayOf({ vote, isConnected }: Pick<AnswerMoment, 'vote' | 'isConnected'>): VoteMark {
  if (vote.wanted === undefined) return 'recorded'
  return isConnected ? 'sending' : 'kept'
}
