/** What only presenters send and are sent: commands, and the state of their page. */
import type { CareState } from '../question-types/care'
import type { Counts } from '../question-types/counts'
import type { Question, Texts } from '../question-types/registry'
import type { AsksSettings } from './asks'
import type { Announcement, ChatSettings } from './chat'
import type { Stage } from './poll'
import type { ResultSummary } from './results'
import type { WallDocument } from './wall'

/** What a presenter may do. */
export type Command =
  | { name: 'ask'; question: Question }
  | { name: 'askPrepared'; index: number }
  | { name: 'close' | 'reopen' | 'show' | 'hide' | 'reveal' | 'conceal' }
  | { name: 'markRight'; right: string | null }
  /** `clear` removes all votes; `again` starts another round; `hands` starts the free show of hands. */
  | { name: 'clear' | 'again' | 'hands' | 'newLesson' | 'next' | 'back' }
  | { name: 'stage'; stage: Stage }
  /** Closes the question and shows the end of the lesson. */
  | { name: 'finish' }
  /**
   * Corrects the texts of the current question; letters and votes stay. While it is open, choices may be added behind.
   * `answer`: with the names of a scale's ends or a unit as they should be; absent: these stay.
   */
  | ({ name: 'reword'; text: string; choices: string[]; explanation: string } & Pick<Texts, 'answer'>)
  /** Within ten seconds: takes back the last command that replaced the poll, and puts back the poll with its votes. */
  | { name: 'undo' }
  /** Shows an earlier result on every screen; `beside`: with the picture of another result that is comparable. */
  | { name: 'showAgain'; id: string; beside?: string | undefined }
  | { name: 'setTimer'; seconds: number | null }
  | { name: 'extendTimer'; seconds: number }
  | { name: 'prepare'; questions: Question[] }
  | { name: 'editPrepared'; index: number; question: Question }
  | { name: 'removePrepared'; index: number }
  | { name: 'movePrepared'; from: number; to: number }

/** What a room lets people have of its results besides its screens. */
export interface Sharing {
  /** Whether whoever voted finds questions and shown results at `/results`. */
  page: boolean
  /** Whether everybody may save what is shown there as files. */
  files: boolean
  /** Whether votes of questions that are asked from now on are kept as anonymous rows, one a voter. */
  rows: boolean
}

/** The command that can be taken back now. */
export interface UndoOffer {
  name: Command['name']
  /** On the server's monotonic clock, like `Poll.deadline`. */
  until: number
}

/** A command carries the poll and step that its sender saw, so that a double click acts only once. */
export interface Present {
  pollId: string
  step: number
  command: Command
}

/** Where data is stored. */
export interface Keeping {
  /** A sentence for people. */
  sentence: string
  /** Whether a restart loses all data. */
  isLost: boolean
}

/** An earlier lesson of which something is kept. */
export interface LessonEntry {
  lesson: number
  /** When the first thing was said or asked in it, in milliseconds since 1970. */
  startedAt: number
  /** When the last thing was. */
  endedAt: number
  /** How many questions were asked. */
  questions: number
  /** How many lines were said. */
  lines: number
}

/** What only presenters see. */
export interface PresenterState {
  /** Empty: the room has no name. */
  roomName: string
  /** The earlier lessons, the oldest first. */
  lessons: LessonEntry[]
  talk: ChatSettings
  sharing: Sharing
  asks: AsksSettings
  /** Whether people may show signs. */
  signs: boolean
  /** New ballots that one network address may cast in each poll; 0: any number. */
  ballotsPerAddress: number
  /** The voting tickets: their batch, and how many there are; 0: voting takes none. */
  tickets: { batch: number; count: number }
  wall: WallDocument
  /** Words that people may not write, as they were typed; `spam*`: all that begin so. */
  blockedWords: string[]
  muted: { id: string; name: string }[]
  removed: RemovedEntry[]
  /** Who has a link to help with. */
  helpers: HelperEntry[]
  announcement: Announcement | null
  /** Since when the panic button holds everything that people write closed; null: it does not. */
  panic: { id: number } | null
  /** The current poll. */
  pollId: string
  step: number
  prepared: Question[]
  next: number
  /** The right letter of the current question, revealed or not. */
  right: string | null
  /** Of the current question, revealed or not. */
  explanation: string
  /** What "next" would do now; null: nothing, because there is no current question and none is prepared. */
  upcoming: Command['name'] | null
  canGoBack: boolean
  undo: UndoOffer | null
  /** The results of the present lesson, the oldest first. */
  results: ResultSummary[]
  /** The tally, also while the audience does not see it. */
  counts: Counts
  rev: number
  /** The final tally of the round before this one, also while the audience does not see it; empty: there is none. */
  earlier: Counts[]
  /** What was decided on answers that people type; null: they type none. */
  care: CareState | null
  kept: Keeping
  /** Days after which the data of an unused room is erased. */
  erasedAfterDays: number
}

/** Somebody who was removed from the room, as presenters and helpers are told. */
export interface RemovedEntry {
  id: string
  /** Empty where it is not told who it is. */
  name: string
  /** Milliseconds since 1970. */
  at: number
  /** What was asked or answered by somebody who is not named; its beginning, or empty where its lesson is erased. */
  said?: { kind: 'ask' | 'answer'; text: string }
}

/** A helper as presenters are told of one; the key of the link was told once. */
export interface HelperEntry {
  id: string
  name: string
  /** When the link was made: milliseconds since 1970. */
  at: number
  /** Whether a page of this helper is open, on any node. */
  isHere: boolean
  /** When a page of this helper was last open, to the minute: milliseconds since 1970; null: never. */
  lastHereAt: number | null
}

/** What helpers are sent of a room besides what everybody is: never what is hidden of results, nor what is prepared. */
export type HelperState = Pick<
  PresenterState,
  'roomName' | 'talk' | 'asks' | 'wall' | 'blockedWords' | 'muted' | 'removed' | 'panic' | 'pollId' | 'care'
>

/** Missing keys have not changed. In `prepared` and `results`, a number is the earlier position of an entry. */
export type PresenterStateNews = Partial<Omit<PresenterState, 'prepared' | 'results'>> &
  Pick<PresenterState, 'pollId' | 'step'> & {
    prepared?: (Question | number)[]
    results?: (ResultSummary | number)[]
  }

/** Many votes of one address: first votes of new browsers, or new ballots of anybody. */
export interface ManyVotes {
  pollId: string
  votes: number
  /** The seconds in which they were cast. */
  seconds: number
  /** Whether they are of browsers that have just come. */
  areNew: boolean
}
