/** A poll on the wire: the question, its tally and turnout, and what a presenter sees and commands. */
import type { Announcement, ChatSettings } from './chat'
import type { CareState, KeptCare } from '../question-types/care'
import type { Counts } from '../question-types/counts'
import type { ResultRow } from '../question-types/question-type'
import type { AnswerOptions, AnswerView, Question, Texts, TypeName } from '../question-types/registry'
import type { Round } from '../question-types/rounds'
import type { WallDocument } from './wall'

export type { Counts, Question }

export interface Choice {
  /** A, B, C, D … */
  letter: string
  /** The text of the choice; empty if the question is asked aloud. */
  text: string
}

export interface Poll {
  pollId: string
  /**
   * `hands`: the voter is the socket, and its vote ends with it. `ballot`: the voter is the browser, and the vote is
   * recorded.
   */
  kind: 'hands' | 'ballot'
  /** How a vote is given. */
  type: TypeName
  /** What this type needs to know; absent: one choice. */
  answer?: AnswerOptions
  /** Whether one may answer "I cannot say". */
  canAbstain?: boolean
  /** Whether what people type is shown only once a presenter has approved it. */
  needsApproval?: boolean
  /** Empty if the question is asked aloud. */
  question: string
  choices: Choice[]
  state: 'open' | 'closed'
  /** Whether a presenter asked it; otherwise it is the free show of hands. */
  posed: boolean
  /** Whether the audience sees the tally; otherwise only the turnout. */
  shown: boolean
  /** The right letter once it is revealed; null before. */
  right: string | null
  /** 1, plus one each time the same question is asked again. */
  round: number
  /** The final tally of the round before this one, while results are shown; empty: there is none. */
  earlier: Counts[]
  /** On the server's monotonic clock, whose `now` is sent with it; null: no countdown. */
  deadline: number | null
  /** The whole time of the countdown, with what it was extended by: a page that comes late shows what part is left. */
  durationSeconds: number | null
  stage: Stage
  /** Why the right answer is right; empty before its reveal, and where there is none. */
  explanation: string
  /** Its wording was corrected since it was asked. */
  reworded: boolean
  /** Set while an earlier result is shown again: the poll is closed, and its tally is that of then. */
  past: PastResult | null
}

/** What every screen shows: how to join, the question, the end of the lesson, or nothing. */
export type Stage = 'join' | 'question' | 'end' | 'black'

/** When an earlier result was asked, in milliseconds since 1970, and its turnout. */
export interface PastResult extends Turnout {
  askedAt: number
  /** When the result beside it was asked: its tally is the only one of `earlier`. Null: it stands alone. */
  besideAt: number | null
}

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
}

/** A result as a presenter's page is sent it: of answers that people typed without their tallies. */
export interface ListedResult
  extends Omit<Result, 'rounds' | 'care'>, Pick<ResultSummary, 'best' | 'percent' | 'headline'> {
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
  /** Of one choice the letter with the most votes in the last round; null: another type, or nobody voted. */
  best: string | null
  /** The share of that letter. */
  percent: number
  /** The most important figure of the last round, whatever its type, such as "Median 1789 m"; empty: nobody voted. */
  headline: string
  right: string | null
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
  wall: WallDocument
  muted: { id: string; name: string }[]
  announcement: Announcement | null
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

/** Missing keys have not changed. In `prepared` and `results`, a number is the earlier position of an entry. */
export type PresenterStateNews = Partial<Omit<PresenterState, 'prepared' | 'results'>> &
  Pick<PresenterState, 'pollId' | 'step'> & {
    prepared?: (Question | number)[]
    results?: (ResultSummary | number)[]
  }

/** The poll and the number of a tally; a page drops a tally with a smaller `rev`. */
export interface TallyMark {
  pollId: string
  rev: number
}

/** The number of people who have voted, and of people present or asleep; without presenters and screens. */
export interface Turnout {
  voted: number
  present: number
}

/** The poll as the audience may see it, sent at every change. */
export interface PollNews extends Turnout {
  poll: Poll
  /** null while results are hidden. */
  counts: Counts | null
  rev: number
  /** The server's monotonic clock, in milliseconds. */
  now: number
}

/** First votes of new browsers at one address. */
export interface ManyVotes {
  pollId: string
  votes: number
  /** The seconds in which they were cast. */
  seconds: number
}
