/** What a private chart shows, whatever the type of its question: figures in lines, bars for them, and the same as a table. */
import type { Counts, Poll } from '../../../../src/core/protocol/poll'
import type { AnswerView } from '../../../../src/core/question-types/registry'
import { questionOf, type OptionsOf, type TypeName, type ViewOf } from '../../../question-types/parts'
import type { TypedQuestion } from '../../../../src/core/question-types/question-type'

/** A question and all that was answered, also what the audience does not see. */
export interface ChartMoment {
  poll: Poll
  /** Revealed or not. */
  right: string | null
  counts: Counts
  /** Tallies of the earlier rounds. */
  earlier: Counts[]
  /** What people typed; undefined: they type nothing, or it has not come yet. */
  answers: AnswerView | undefined
}

export type QuestionOf<Name extends TypeName> = TypedQuestion<OptionsOf<Name>>

/** Upright bars beside each other. */
export interface Columns {
  votes: number[]
  /** Of the round before. */
  before: number[] | undefined
  isRight: boolean[]
  /** Below each column; with fewer labels than columns they stand at both ends. */
  labels: string[]
  /** Where the mean or the median is: 0 at the left edge of the first column, 1 at the right edge of the last. */
  mark: number | null
}

export interface Row {
  /** Of a choice; absent: the row is none. */
  letter?: string
  label: string
  figure: string
  /** Lengths of the bars, between 0 and 1. */
  share: number
  before?: number | undefined
  /** In place of one bar: small columns. */
  columns?: number[]
  /** Whether the audience does not see it. */
  isKeptBack?: boolean
  isRight?: boolean
}

export interface Picture {
  /** The most telling figure. */
  main: string
  facts: string[]
  columns?: Columns
  /** As many are shown as there is room for. */
  rows?: Row[]
  /** How many rows there are in all. */
  rowCount?: number
  table: { head: string[]; rows: string[][] }
}

/** The question as the functions of its type take it, with what is right. */
export function chartQuestion<Name extends TypeName>({ poll, right }: ChartMoment): QuestionOf<Name> {
  return questionOf({ ...poll, right }) as unknown as QuestionOf<Name>
}

/** What people typed, if it is of this type. */
export function answersOf<Name extends TypeName>(
  { answers }: ChartMoment,
  type: Name,
): ViewOf<Name> | undefined {
  return answers?.type === type ? (answers as ViewOf<Name>) : undefined
}
