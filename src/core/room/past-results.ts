/** An earlier result as the current poll: every screen shows it again, and nobody can vote on it. */
import type { Result } from '../protocol/results'
import type { Command } from '../protocol/presenter'
import type { Refusal } from '../protocol/replies'
import { refuse } from '../protocol/refusals'
import { newCare } from '../question-types/care'
import { areComparable } from '../question-types/registry'
import { keptRound, tallyOf, type Round } from '../question-types/rounds'
import type { Circumstances } from './document'
import { pose, type PollDocument } from './poll-document'
import { pollIdsOf, seenOfResult } from './seen-results'

type ShowAgain = Extract<Command, { name: 'showAgain' }>

/** The poll for `showAgain`, or why there is none. */
export function pastPoll(
  { id, beside: besideId }: ShowAgain,
  about: Circumstances,
): { ok: true; poll: PollDocument } | Refusal {
  const { results = [] } = about
  const result = results.find(each => each.id === id)
  const beside = results.find(each => each.id === besideId)
  if (!result || (besideId !== undefined && !beside)) return refuse('no-such-result')
  if (beside && !areComparable(beside.question, result.question)) return refuse('other-choices')
  const { question, askedAt, posed, voted, present } = result
  const earlier = beside ? [lastRound(beside)] : result.rounds.slice(0, -1)
  const poll: PollDocument = {
    ...pose(question, about.newId(), askedAt, posed),
    state: 'closed',
    shown: true,
    revealed: question.right !== null,
    round: earlier.length + 1,
    earlier,
    roundIds: beside ? pollIdsOf(beside).slice(-1) : pollIdsOf(result).slice(0, -1),
    shownRounds: beside ? [false] : seenOfResult(result).slice(0, -1),
    final: lastRound(result),
    turnout: { voted, present },
    care: result.care ?? newCare(question.needsApproval),
    past: {
      id,
      besideId: besideId ?? null,
      rounds: result.rounds.length,
      askedAt,
      voted,
      present,
      besideAt: beside?.askedAt ?? null,
    },
  }
  return { ok: true, poll }
}

/** As much of it as a document holds: what people typed is read from the result itself to be shown. */
function lastRound({ question, rounds }: Result): Round {
  return keptRound(question, tallyOf(rounds[rounds.length - 1] ?? {}))
}
