/** A poll on the wire: the question, its tally and turnout. */
import type { Counts } from '../question-types/counts'
import type { AnswerOptions, Question, TypeName } from '../question-types/registry'

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
  /** The batch of voting tickets that its ballots take; absent: they take none; 0: they are void, and it takes no more. */
  tickets?: number
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
