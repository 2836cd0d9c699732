/**
 * Which rounds of a poll are told: to presenters all, to whoever has no key those that the room was shown. A poll of
 * several rounds may have some that never were.
 */
import type { Turnout } from '../../core/protocol/poll'
import type { Result } from '../../core/protocol/results'
import { votersIn, type Round } from '../../core/question-types/rounds'
import type { PollDocument } from '../../core/room/poll-document'
import { seenOfResult, seenRounds } from '../../core/room/seen-results'

export interface ToldRound {
  /** From 1. */
  number: number
  round: Round
  /** Whether the room was shown it. */
  shown: boolean
}

/** Of the poll that is up. @param last its last round as it is counted */
export function roundsOfPoll(poll: PollDocument, last: Round, isPresenter: boolean): ToldRound[] {
  const { earlier, past, care, shown } = poll
  const isStill = !isPresenter && care.isFrozen && care.frozen !== undefined
  const round = isStill ? care.frozen! : last
  // While nothing is shown, nothing is told: neither what was shown before.
  if (!shown && !isPresenter) return []
  const seen = seenRounds(poll)
  const all = [...earlier, round].map((round, place) => ({ number: place + 1, round, shown: seen[place]! }))
  // Of two results side by side, the one beside is no earlier round of this one.
  if (past && (past.besideId !== null || earlier.length === 0))
    return [{ number: past.rounds ?? 1, round, shown }]
  return told(all, isPresenter)
}

/** Of an earlier poll. */
export function roundsOfResult(result: Result, isPresenter: boolean): ToldRound[] {
  const { rounds, frozen } = result
  const seen = seenOfResult(result)
  // What stood still when the audience saw it last stays so for it.
  const whole = !isPresenter && frozen ? [...rounds.slice(0, -1), frozen] : rounds
  return told(
    whole.map((round, place) => ({ number: place + 1, round, shown: seen[place]! })),
    isPresenter,
  )
}

/** The turnout, which is that of the last round, as it is told with these rounds. */
export function turnoutTold(
  { question, rounds, voted, present }: Pick<Result, 'question' | 'rounds'> & Turnout,
  told: readonly ToldRound[],
): Turnout {
  const last = told[told.length - 1]
  if (!last || last.number === rounds.length) return { voted, present }
  // How many people were there in an earlier round is not kept.
  const votedThen = votersIn(question, last.round)
  return { voted: votedThen, present: Math.max(present, votedThen) }
}

function told(rounds: ToldRound[], isPresenter: boolean): ToldRound[] {
  return rounds.filter(({ shown }) => isPresenter || shown)
}
