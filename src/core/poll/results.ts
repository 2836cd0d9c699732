/** What stays of a question that was asked: made when its poll is replaced, and summed up for the presenter's list. */
import type { ListedResult, Result, ResultSummary } from '../protocol/results'
import type { RowsPlace } from './rows'
import { NO_CARE, type Care, type Tally } from '../question-types/question-type'
import { headlineOf, typed, typeOf, votersOf } from '../question-types/registry'
import { sentCounts, tallyOf, wholeRound } from '../question-types/rounds'
import { questionMark } from './question-mark'

/** Characters of a question that a summary has. */
const MAX_SUMMARY_LENGTH = 100

/** A result that is about to be recorded. The store numbers it, and adds the tally of ballots in the same step. */
export interface ResultDraft extends Omit<Result, 'seq'> {
  /** Nobody has voted as far as is known: it is recorded only if the store's tally has a vote. */
  needsVotes: boolean
}

/** What a command does to the results of a room. */
export interface ResultChange {
  /** With the recorded ballots of the poll that is replaced, if it took ballots. */
  record?: ResultDraft | undefined
  /** The id of a result to erase. */
  drop?: string | undefined
  /** Recorded results of which something is corrected: texts, or what the audience has seen. */
  correct?: Result[]
  /** Erases all results. */
  dropAll?: boolean
  /** The ballots of the poll that is replaced are kept as joint rows of this round. */
  keepRows?: RowsPlace | undefined
  /** Which rows go with `drop`: those of the rounds from this one on; all unless said. */
  dropRows?: { id: string; from: number } | undefined
}

/** The recorded result; undefined: nobody has voted, and nothing is recorded. `tally`: of the ballots. */
export function recorded(
  { needsVotes, ...draft }: ResultDraft,
  tally: Tally,
  seq: number,
): Result | undefined {
  const isBallot = draft.question.kind === 'ballot'
  const voted = isBallot ? votersOf(draft.question, tally) : draft.voted
  if (needsVotes && voted === 0) return undefined
  const rounds = isBallot ? [...draft.rounds, wholeRound(draft.question, tally)] : draft.rounds
  return { ...draft, rounds, voted, present: Math.max(draft.present, voted), seq }
}

/** The draft that would be recorded as this result, with the same tally. */
export function draftFrom({ seq: _seq, ...result }: Result): ResultDraft {
  const rounds = result.question.kind === 'ballot' ? result.rounds.slice(0, -1) : result.rounds
  return { ...result, rounds, needsVotes: false }
}

function beginningOf(text: string): string {
  const signs = [...text]
  return signs.length > MAX_SUMMARY_LENGTH ? `${signs.slice(0, MAX_SUMMARY_LENGTH - 1).join('')}…` : text
}

/** What the presenter's list shows of a result. */
export function summaryOf(result: Result, care: Care = NO_CARE): ResultSummary {
  const { id, question, askedAt, rounds, voted, present } = result
  return {
    id,
    mark: questionMark(question),
    askedAt,
    text: beginningOf(question.text),
    voted,
    present,
    round: rounds.length,
    right: question.right,
    ...figuresOf(result, care),
  }
}

/** A result as a presenter's page is sent it. */
export function listed(result: Result, care: Care = NO_CARE): ListedResult {
  const { care: _kept, shownRounds: _shown, frozen: _frozen, pollIds: _ids, ...sent } = result
  const rounds = result.rounds.map(round => sentCounts(result.question, tallyOf(round), true))
  return { ...sent, rounds, ...figuresOf(result, care) }
}

function figuresOf(
  { question, rounds }: Result,
  care: Care,
): Pick<ResultSummary, 'best' | 'percent' | 'headline'> {
  const last = tallyOf(rounds[rounds.length - 1] ?? {})
  const headline = headlineOf(question, last, care)
  const best = typeOf(question).best?.(typed(question), last)
  return { best: best?.letters ?? null, percent: best?.percent ?? 0, headline }
}
