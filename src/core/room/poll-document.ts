/**
 * The poll that is up, as it is stored: how a question becomes one, what decides on votes, and what everybody may see
 * of it.
 */
import type { PastResult, Poll, Question, Stage, Turnout } from '../protocol/poll'
import { FREE_HANDS, type VotingRules } from '../poll/voting-rules'
import type { Counts } from '../question-types/counts'
import { newCare, type KeptCare } from '../question-types/care'
import { LETTERS } from '../question-types/letters'
import { typeNameOf } from '../question-types/registry'
import { sentCounts, tallyOf, votersIn, type Round } from '../question-types/rounds'

/** The current question, with what only the presenter may know. */
export interface PollDocument {
  pollId: string
  /** The id under which its result is recorded once it is replaced: all rounds of a question have the same. */
  resultId: string
  /** Milliseconds since 1970, of the first round. */
  askedAt: number
  question: Question
  /** Whether a presenter asked it; otherwise it is the free show of hands. */
  posed: boolean
  state: 'open' | 'closed'
  /** Whether the audience sees the tally. */
  shown: boolean
  /** Whether the audience sees the right answer. */
  revealed: boolean
  /** 1, plus one each time the same question is asked again. */
  round: number
  /** Final tallies of the earlier rounds. */
  earlier: Round[]
  /** The poll of each of these; '': it is not known. */
  roundIds: string[]
  /** Whether the audience was shown each of these, as presenters left it; absent, of an earlier version: it was not. */
  shownRounds: boolean[]
  /** The tally when a show of hands was closed: later departures do not change it. */
  final: Round | null
  /** The turnout when it was closed: who leaves later still counts. */
  turnout: Turnout | null
  /** Milliseconds on the server's monotonic clock; null: no countdown. */
  deadline: number | null
  /** Of the countdown, with what it was extended by; null: there is none. */
  durationSeconds: number | null
  stage: Stage
  /** Whether its wording was corrected since it was asked. */
  reworded: boolean
  /** Set while an earlier result is shown again, with its id: `final` and `earlier` are its tallies. */
  past: (PastResult & { id: string; besideId: string | null; /** How many it has. */ rounds?: number }) | null
  /** What presenters decided on answers that people typed. */
  care: KeptCare
  /** Keys the ids of its voters, which are the same in all such polls of a lesson; null: ids of this poll alone. */
  rowsKey: string | null
  /** Whether it is kept which of its votes are from the same person as those of other polls. */
  keepsRows: boolean
  /** The batch of voting tickets that its ballots take; null: they take none; 0: they are void, and it takes no more. */
  tickets: number | null
}

/** The free show of hands with which a lesson begins: screens show how to join until somebody raises a hand. */
export function firstHands(pollId: string, askedAt: number): PollDocument {
  return { ...pose(FREE_HANDS, pollId, askedAt, false), stage: 'join' }
}

/** A question as the current poll. */
export function pose(question: Question, pollId: string, askedAt: number, posed = true): PollDocument {
  const shown = question.results === 'live'
  return {
    pollId,
    resultId: pollId,
    askedAt,
    question,
    posed,
    state: 'open',
    shown,
    revealed: false,
    round: 1,
    earlier: [],
    roundIds: [],
    shownRounds: [],
    final: null,
    turnout: null,
    deadline: null,
    durationSeconds: null,
    stage: 'question',
    reworded: false,
    past: null,
    care: newCare(question.needsApproval),
    rowsKey: null,
    keepsRows: false,
    tickets: null,
  }
}

/**
 * What decides whether a vote is accepted: parts of the poll, and of the room how many ballots one network address may
 * cast (0: any number).
 */
export function votingRules(
  { pollId, state, deadline, question }: PollDocument,
  ballotsPerAddress = 0,
): VotingRules {
  const isLimited = ballotsPerAddress > 0 && question.kind === 'ballot'
  return { pollId, state, deadline, ...(isLimited ? { ballotsPerAddress } : {}) }
}

/**
 * What the audience and the screen may see of the poll itself: no right answer before its reveal, no earlier round
 * while results are hidden. The tally is not part of it.
 */
export function audiencePoll(poll: PollDocument): Poll {
  const known = audiencePolls.get(poll) ?? forAudience(poll)
  audiencePolls.set(poll, known)
  return known
}

/** By their documents, which never change: each newcomer is sent the same. */
const audiencePolls = new WeakMap<PollDocument, Poll>()

function forAudience({ question, ...poll }: PollDocument): Poll {
  return {
    pollId: poll.pollId,
    kind: question.kind,
    type: typeNameOf(question),
    ...(question.answer ? { answer: question.answer } : {}),
    ...(question.canAbstain ? { canAbstain: true } : {}),
    ...(poll.care.needsApproval ? { needsApproval: true } : {}),
    ...(poll.tickets === null ? {} : { tickets: poll.tickets }),
    question: question.text,
    posed: poll.posed,
    choices: question.choices.map((text, index) => ({ letter: LETTERS[index]!, text })),
    state: poll.state,
    shown: poll.shown,
    right: poll.revealed ? question.right : null,
    round: poll.round,
    earlier: poll.shown ? earlierCounts({ question, ...poll }) : [],
    deadline: poll.deadline,
    durationSeconds: poll.durationSeconds,
    stage: poll.stage,
    explanation: poll.revealed ? (question.explanation ?? '') : '',
    reworded: poll.reworded,
    past: poll.past && pastOf(poll.past),
  }
}

/** The tally of the round before as pages are sent it; no others, of which there may be any number. */
export function earlierCounts({
  question,
  earlier,
  revealed,
}: Pick<PollDocument, 'question' | 'earlier' | 'revealed'>): Counts[] {
  const last = comparedRound({ question, earlier })
  return last ? [sentCounts(question, tallyOf(last), revealed)] : []
}

/** The round, or the result beside, with which this one is compared; undefined: there is none in which anybody voted. */
export function comparedRound({
  question,
  earlier,
}: Pick<PollDocument, 'question' | 'earlier'>): Round | undefined {
  const last = earlier[earlier.length - 1]
  return last && votersIn(question, last) > 0 ? last : undefined
}

function pastOf({ askedAt, voted, present, besideAt }: PastResult): PastResult {
  return { askedAt, voted, present, besideAt }
}
