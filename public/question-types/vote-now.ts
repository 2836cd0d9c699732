/** The vote of whoever answers, as a form draws it: also one that is on its way, or waits for a connection. */
import { ABSTAIN } from '../../src/core/question-types/question-type'
import { wayOf, type OwnChoice, type VoteMark } from '../shared/poll/choice-rows'
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

/** How far the vote has come; empty: there is none, or it is "I cannot say". */
export function markOf({ vote, isConnected }: Pick<AnswerMoment, 'vote' | 'isConnected'>): VoteMark {
  return voteNow(vote) === null ? '' : wayOf(vote.wanted, isConnected)
}
