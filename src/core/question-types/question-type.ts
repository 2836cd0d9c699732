/**
 * What a question type is: the seam between what is asked and everything that carries votes. Stores, transport, rooms
 * and the scheduler know a vote as a short text whose lines are counters, and nothing else.
 */

import type { Picture } from './pictures/picture'
import type { StopLanguage } from './stop-languages'

/** The number of votes for each counter, in the order in which the counters appeared. Any text may be a counter. */
export type Tally = ReadonlyMap<string, number>

/** What all questions have, whatever their type. */
export interface QuestionBase {
  /** Empty: asked aloud. */
  text: string
  /** The texts of what is chosen, put in order or judged; some types have none. Their letters are A, B, C … */
  choices: string[]
  kind: 'hands' | 'ballot'
  /** `hidden`: the audience sees no tally before the presenter shows it. */
  results: 'live' | 'hidden'
  /** The right answer as its type writes it; null: none is right. */
  right: string | null
  /** Why the right answer is right: shown when it is revealed. Absent or empty: nothing. */
  explanation?: string | undefined
  /** Whether one may answer "I cannot say", which is counted apart. */
  canAbstain?: boolean | undefined
  /** Whether what people type is shown only once a presenter has approved it. */
  needsApproval?: boolean | undefined
}

/** A question of one type, with what only this type needs to know. */
export type TypedQuestion<Options> = QuestionBase & { answer: Options }

/** The vote of somebody who cannot say. */
export const ABSTAIN = '-'
/** The counter of those who have answered, where one vote adds to several counters: the base of percentages. */
export const VOTERS = '#'
/**
 * The counter of those whose whole answer is right, where that cannot be told from the other counters. In a tally the
 * answer stands behind it, `=AC`: what is right may be marked or changed later, when nobody knows the single votes.
 * Pages are sent only how many are right, without the answer.
 */
export const ALL_RIGHT = '='

/** Why a vote is no answer to its question; each has a sentence in the words of refusals. */
export type VoteProblem =
  | 'no-such-choice'
  | 'too-few-choices'
  | 'too-many-choices'
  | 'chosen-twice'
  | 'not-a-number'
  | 'too-many-decimals'
  | 'out-of-range'
  | 'empty-answer'
  | 'answer-too-long'
  | 'too-many-answers'

/** A vote as it is recorded: the counters to which it adds one, one a line. Or why it is not. */
export type ParsedVote = { ok: true; vote: string } | { ok: false; problem: VoteProblem }

/** Who looks: a phone gets less than a screen, and only a presenter sees what is hidden or waits. */
export type Audience = 'phone' | 'screen' | 'presenter'

/** Words that a room does not allow. */
export interface Blocked {
  /** Equal for lists that find the same. */
  readonly key: string
  /** Whether one of them is in this text. */
  blocks(text: string): boolean
}

/** What is done with open answers by the presenter; answers are meant by their folded spelling. */
export interface Care {
  /** Whether an answer is shown only once it is approved. */
  needsApproval: boolean
  approved: readonly string[]
  hidden: readonly string[]
  /** Which answers count as another one. */
  merged: readonly { from: string; into: string }[]
  /** The one that is shown in full; null: none. */
  highlighted: string | null
  /** Whether screens show words as a list. */
  isList?: boolean
  /** The words that the room does not allow: an answer with one of them is hidden. */
  blocked: Blocked
  /** Words that say nothing, folded: an answer that is one of them is left out unless it was approved. */
  stopWords: ReadonlySet<string>
}

/** What a list as text says of a question in brackets. */
export interface Tag {
  fields: Record<string, unknown>
  /** For `readRight`. */
  right?: string | undefined
  /** Whether the choices stand in their right order. */
  areInOrder?: boolean
}

/** A line of a table for people and spreadsheets. */
export interface ResultRow {
  /** Of a choice; absent: the row is none. */
  letter?: string
  label: string
  votes: number
  /** Of 100; null where a share says nothing. */
  percent: number | null
  isRight: boolean
}

/** @param Options what a question of this type has in `answer` @param View what pages draw; bounded whatever was voted */
export interface QuestionType<Options extends { type: string }, View> {
  name: Options['type']
  /** Its counters are few and known beforehand: a show of hands can be taken, and the whole tally is sent. */
  isBounded: boolean
  /** The fewest and the most choices. */
  choices: readonly [number, number]
  /** Pages of the workshops, which know letters alone, can answer it: a letter is its vote and its counter. */
  isForWorkshops?: boolean
  /** Right answers are marked by stars before choices in a list as text. */
  isMarkedByStars?: boolean
  /** One choice at most is right. */
  hasOneRight?: boolean
  /** No answer can be right: nothing is marked and revealed. */
  hasNoRight?: boolean
  /** Starred lines of a list as text are accepted answers, not choices. */
  hasAcceptedAnswers?: boolean
  /** People type words of their own, which may be shown only once a presenter has approved them. */
  isTyped?: boolean
  /** Reads what came from outside; undefined: it makes no sense for this question. */
  readOptions(fields: Readonly<Record<string, unknown>>, question: QuestionBase): Options | undefined
  /** The right answer in the form that is kept; undefined: it cannot be right here. */
  readRight(question: TypedQuestion<Options>, right: string): string | undefined
  /**
   * Reads what stands behind the name of the type in a list as text, such as `1-2` of `[many 1-2]`: fields for
   * `readOptions`, and perhaps the right answer. Undefined: it makes no sense.
   */
  readTag(text: string): Tag | undefined
  /** Writes what `readTag` reads; empty: the name says it all. */
  writeTag(question: TypedQuestion<Options>): string
  /**
   * The choices in the order in which they get their letters, and the right answer in these letters: where the letters
   * themselves would tell what is right, they are shuffled. The same for every order in which they are given.
   */
  arranged?(choices: readonly string[], right: string): { choices: string[]; right: string }
  /** The counters that a tally has before anybody votes. */
  counters(question: TypedQuestion<Options>): string[]
  /** Does not look at `ABSTAIN`, which is the same for all types. */
  parseVote(question: TypedQuestion<Options>, sent: string): ParsedVote
  /** A recorded vote as a page sends it. */
  sentVote(question: TypedQuestion<Options>, vote: string): string
  /** null: nothing is right. */
  isRight(question: TypedQuestion<Options>, vote: string): boolean | null
  /** How many have answered, without those who cannot say. */
  voters(tally: Tally): number
  view(question: TypedQuestion<Options>, tally: Tally, audience: Audience, care: Care): View
  rows(question: TypedQuestion<Options>, tally: Tally, care: Care): ResultRow[]
  /** What a chart of a tally shows; absent: its rows as bars. */
  picture?(question: TypedQuestion<Options>, tally: Tally, care: Care): Picture
  /** The picture in sentences, for whoever does not see it. */
  read(question: TypedQuestion<Options>, view: View): string[]
  /**
   * The choices with the most votes, all of equal ones, and the share of 100 of each; undefined: nobody has voted. Absent:
   * there is none that leads.
   */
  best?(question: TypedQuestion<Options>, tally: Tally): { letters: string; percent: number } | undefined
  /** The language whose words that say nothing are left out. */
  stopLanguage?(question: TypedQuestion<Options>): StopLanguage | undefined
  /** The most important figure for a list of results, such as "Median 1789 m"; empty: nobody has voted. */
  headline?(question: TypedQuestion<Options>, tally: Tally, care: Care): string
  /** Which options are words, such as a unit: they may be corrected while votes come in. Absent: none. */
  texts?: readonly string[]
  /** What it needs to know once it has more choices than before; absent: the same. */
  withMoreChoices?(question: TypedQuestion<Options>, count: number): Options
  /** Whether the pictures of two questions with the same counters can stand side by side; absent: they can. */
  isComparable?(one: Options, other: Options): boolean
}

export const voted = (...counters: string[]): ParsedVote => ({ ok: true, vote: counters.join('\n') })
export const refused = (problem: VoteProblem): ParsedVote => ({ ok: false, problem })

/** The counters of a recorded vote. */
export function countersOf(vote: string): string[] {
  return vote.split('\n')
}

/** Whether a recorded vote has one of these counters. */
export function hasCounter(vote: string, counters: readonly string[]): boolean {
  return countersOf(vote).some(counter => counters.includes(counter))
}

/** The number of votes of a counter, also of one that is not there. */
export function votesOf(tally: Tally, counter: string): number {
  return tally.get(counter) ?? 0
}

/** How many people's whole answer is right, in a tally or in what pages are sent of it. */
export function allRightOf({ right }: Pick<QuestionBase, 'right'>, tally: Tally): number {
  return right === null ? 0 : votesOf(tally, ALL_RIGHT) + votesOf(tally, ALL_RIGHT + right)
}

/** No approval, nothing hidden, nothing merged. */
export const NO_CARE: Care = {
  needsApproval: false,
  approved: [],
  hidden: [],
  merged: [],
  highlighted: null,
  blocked: { key: '', blocks: () => false },
  stopWords: new Set(),
}
