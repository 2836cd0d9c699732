/** What stays of questions that were asked, and what a presenter's page is sent of it. */
import type { KeptCare } from '../question-types/care'
import type { Counts } from '../question-types/counts'
import type { ResultRow } from '../question-types/question-type'
import type { AnswerView, Question } from '../question-types/registry'
import type { Round } from '../question-types/rounds'

/** What stays of a question that was asked. Never who voted what. */
export interface Result {
  id: string
  /** The lesson in which it was asked. */
  lesson: number
  /** Milliseconds since 1970, like `endedAt`. */
  askedAt: number
  endedAt: number
  question: Question
  /** Whether a presenter asked it; otherwise it was a free show of hands. */
  posed: boolean
  /** The tallies of all rounds, the last one at the end. */
  rounds: Round[]
  /** The turnout of the last round. */
  voted: number
  present: number
  /** Grows with every result of the room. */
  seq: number
  /** What was decided on answers that people typed; absent: they typed none, or nothing was decided. */
  care?: KeptCare
  /** Whether the audience saw a tally of it when it was last up; absent, of an earlier version: it did not. */
  shown?: boolean
  /** Which of its rounds that were; absent: what screens show, the last one beside the one before. */
  shownRounds?: boolean[]
  /** Whether the audience saw what is right when it was last up; absent: it did not. */
  revealed?: boolean
  /** What the audience saw of its last round where that stood still; absent: all of it. */
  frozen?: Round
  /** The poll of each of its rounds, by which a browser knows its own votes; absent or '': of an earlier version. */
  pollIds?: string[]
}

/** What the audience has seen of a result. */
export type ShownParts = Pick<Result, 'shown' | 'shownRounds' | 'revealed' | 'frozen'>

/** A result as a presenter's page is sent it: of answers that people typed without their tallies. */
export interface ListedResult
  extends
    Omit<Result, 'rounds' | 'care' | 'shownRounds' | 'frozen' | 'pollIds'>,
    Pick<ResultSummary, 'best' | 'percent' | 'headline'> {
  /** The tally of each round, as many as a message holds; empty where people typed: its table comes by `resultTable`. */
  rounds: Counts[]
}

/** A part of the table of a round of a result. Answers that are hidden or wait for approval are not in it. */
export interface ResultTable {
  /** The picture, with the first part only. */
  view: AnswerView | null
  rows: ResultRow[]
  /** Where the next part begins; null: there is no more. */
  next: number | null
}

/** What the list of a presenter's page shows of a result. */
export interface ResultSummary {
  id: string
  /** The `questionMark` of its question: equal for the same text and choices. */
  mark: string
  askedAt: number
  /** Its text, or the beginning of a long one. */
  text: string
  voted: number
  present: number
  /** The number of its rounds. */
  round: number
  /** Of one choice the letters with the most votes in the last round, all of equal ones; null: another type, or nobody voted. */
  best: string | null
  /** The share of each of these letters. */
  percent: number
  /** The most important figure of the last round, whatever its type, such as "Median 1789 m"; empty: nobody voted. */
  headline: string
  right: string | null
}
