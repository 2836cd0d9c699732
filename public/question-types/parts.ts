/** What the pages ask of each question type: how it is answered on a phone, and how its result is drawn. */
import type { AnswerOptions, AnswerView } from '../../src/core/question-types/registry'
import {
  NO_CARE,
  type QuestionBase,
  type QuestionType,
  type TypedQuestion,
} from '../../src/core/question-types/question-type'
import type { Counts, Poll } from '../../src/core/protocol/poll'
import type { OwnChoice } from '../shared/poll/choice-rows'
import type { Parts, Units } from '../shared/stage/layout/measure'

export type TypeName = AnswerOptions['type']
export type OptionsOf<Name extends TypeName> = Extract<AnswerOptions, { type: Name }>
export type ViewOf<Name extends TypeName> = Extract<AnswerView, { type: Name }>
export type RulesOf<Name extends TypeName> = QuestionType<OptionsOf<Name>, Omit<ViewOf<Name>, 'type'>>

/** A question of this type and the vote of whoever looks at it. */
export interface AnswerMoment<Name extends TypeName = TypeName> {
  poll: Poll
  question: TypedQuestion<OptionsOf<Name>>
  /** null where it is hidden, or not sent as a tally. */
  counts: Counts | null
  vote: OwnChoice
  isConnected: boolean
}

/** How a question is answered. One is made for each poll, and thrown away with it. */
export interface AnswerPart<Name extends TypeName> {
  update(moment: AnswerMoment<Name>): void
  /** A letter was typed, or a row of the choices was tapped. */
  pressed?(letter: string): void
  /** Gives the focus to what is answered with. */
  focus(): void
  /** What is typed or chosen and not sent, in parts, as people read it. Said once voting is closed. */
  unsent?(): string[]
  /** Another question comes: removes what was added outside of the part's own place. */
  leave?(): void
}

export interface AnswerType<Name extends TypeName> {
  /** The rules of the type. */
  rules: RulesOf<Name>
  /** Whether it is answered in the rows of choices, which then show its result, too. */
  usesRows?: boolean
  /** @param place empty, for this part alone @param want takes the vote as it is sent; null withdraws it */
  make(place: HTMLElement, want: (vote: string | null) => void): AnswerPart<Name>
  /** How it is answered, in a sentence: "Choose 1 to 3." */
  how(question: TypedQuestion<OptionsOf<Name>>): string
  /** The vote as people read it, in parts, such as "1. Graphs" and "2. Recursion". */
  label(question: TypedQuestion<OptionsOf<Name>>, vote: string): string[]
  /** The right answer as people read it. Only where one is revealed. */
  rightLabel?(question: TypedQuestion<OptionsOf<Name>>, right: string): string
}

/** A result that is shown. */
export interface ResultMoment<Name extends TypeName = TypeName> {
  poll: Poll
  question: TypedQuestion<OptionsOf<Name>>
  view: ViewOf<Name>
  /** The round before, or the result beside it. */
  earlier: ViewOf<Name> | undefined
  /** The vote of whoever looks; null on screens, and without a vote. */
  own: string | null
}

/** The picture of a result. */
export interface ResultPart<Name extends TypeName> {
  update(moment: ResultMoment<Name>): void
}

export interface ResultType<Name extends TypeName> {
  /** @param place empty, for this picture alone */
  make(place: HTMLElement): ResultPart<Name>
  /** The rules of the type: they make the view of a tally whose counters are few, and read it aloud. */
  rules: RulesOf<Name>
  /** The picture as a table: the head of its columns and its rows. No rows: the picture is a list of words already. */
  table(moment: ResultMoment<Name>): { head: string[]; rows: string[][] }
  /** How a phone's picture tells two rounds apart: figures as "3 → 5", or by itself. Absent: as bars do. */
  legend?: 'figures' | 'none'
}

/** The picture of a question on the stage. One is made for each poll. */
export interface StagePart<Name extends TypeName> {
  /** Draws the question, and its result where that is shown. Nothing in it depends on the size of the box. */
  update(asked: Pick<ResultMoment<Name>, 'poll' | 'question'>, result: ResultMoment<Name> | null): void
  /**
   * Finds the largest letters with which all fits into the box, those of the question and the verdict too. Called when
   * the box changes, the moment, or a text in an element of the class `fitted`, and never by a vote alone. Absent: only
   * the question and the verdict have letters that depend on the box.
   */
  layOut?(parts: Parts, units: Units): void
  /** Fits what changes with votes; called at every draw, and when the box changes. */
  fit?(units: Units): void
}

export interface StageType<Name extends TypeName> extends Pick<ResultType<Name>, 'rules' | 'table'> {
  /** Whether the stage draws the choices itself: while people vote, or their tally, too. */
  usesAnswers?: 'voting' | 'always'
  /** @param place empty, for this picture alone; all sizes in it are in units of the stage (`--u`) */
  make(place: HTMLElement): StagePart<Name>
  /** The right answer as people read it. Only where one is revealed. */
  rightLabel?(question: TypedQuestion<OptionsOf<Name>>, right: string): string
  /**
   * What is said quietly in the corner: how to answer, or what the figures are.
   *
   * @param view null: no result is shown
   * @param isOpen whether people can answer
   */
  notes?(question: TypedQuestion<OptionsOf<Name>>, view: ViewOf<Name> | null, isOpen: boolean): string[]
}

/** The question of a poll, as the functions of its type take it. */
export function questionOf({
  question,
  choices,
  kind,
  right,
  explanation,
  answer,
  canAbstain,
  needsApproval,
}: Poll): QuestionBase & {
  answer: AnswerOptions
} {
  return {
    text: question,
    choices: choices.map(({ text }) => text),
    kind,
    results: 'live',
    right,
    explanation,
    canAbstain,
    needsApproval,
    answer: answer ?? { type: 'one' },
  }
}

/** What is drawn of a tally whose counters are few. */
export function viewOf<Name extends TypeName>(
  rules: RulesOf<Name>,
  question: TypedQuestion<OptionsOf<Name>>,
  counts: Counts,
): ViewOf<Name> {
  const view = rules.view(question, new Map(Object.entries(counts)), 'phone', NO_CARE)
  return { type: rules.name, ...view } as unknown as ViewOf<Name>
}
