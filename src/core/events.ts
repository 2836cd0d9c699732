/** Owns the whole wire: every event in both directions, with the shapes it carries. */

/** Votes a letter has, for exactly the letters of the poll, zeros included. */
export type Counts = Record<string, number>

export interface Choice {
  /** A, B, C, D … */
  letter: string
  /** What the letter stands for; empty when the question is asked aloud. */
  text: string
}

export interface Poll {
  pollId: string
  /** `hands`: the voter is the socket, and the vote goes with it. */
  kind: 'hands'
  /** How a vote is given: one letter. */
  type: 'one'
  /** Empty when the question is asked aloud. */
  question: string
  choices: Choice[]
  state: 'open' | 'closed'
}

/** Names the poll a tally belongs to and numbers it; a page drops a smaller `rev`. */
export interface TallyMark {
  pollId: string
  rev: number
}

/** People who have voted, and people present or asleep, presenters and screens left out. */
export interface Turnout {
  voted: number
  present: number
}

/** All that a newcomer needs for voting. */
export interface Snapshot extends Turnout {
  poll: Poll
  counts: Counts
  rev: number
  yourVote: string | null
  /** Joined sockets, screens left out. */
  connected: number
}

/** An expected no: a code for programs, a sentence for people. */
export interface Refusal {
  ok: false
  code: RefusalCode
  message: string
}

export type RefusalCode =
  | 'bad-request'
  | 'too-fast'
  | 'no-such-room'
  | 'no-such-choice'
  | 'poll-over'
  | 'poll-closed'
  | 'screens-do-not-vote'
  | 'server-error'

export type Reply<T extends object = object> = ({ ok: true } & T) | Refusal
export type Answer<T extends object = object> = (reply: Reply<T>) => void

/** What a socket says of itself when it connects. Classic: no `tab`. */
export interface Handshake {
  /** A random id of this tab, a credential: whoever brings it takes the tab's place. */
  tab?: string
  /** A random id of this browser, a credential: its tabs are one person. */
  browser?: string
  /** The code of a room; absent or empty: the house room. */
  room?: string
  /** A projector: sees everything the audience may see, votes nothing, is not counted. */
  screen?: boolean
}

export interface CastVote {
  pollId: string
  choice: string
}

export interface WithdrawVote {
  pollId: string
}

export interface ClientEvents {
  castVote: (vote: CastVote, answer?: Answer<{ vote: string }>) => void
  withdrawVote: (vote: WithdrawVote, answer?: Answer) => void
  /** Asks for a fresh snapshot: a page that slept finds out whether it still has a line. */
  getSnapshot: (answer: Answer<{ snapshot: Snapshot }>) => void
  /** The workshop's `socket.send('voteCast', 'B')`. */
  message: (name: 'voteCast', choice: string, answer?: Answer<{ vote: string }>) => void
}

export interface ServerEvents {
  snapshot: (snapshot: Snapshot) => void
  usersConnected: (count: number) => void
  statusMessage: (sentence: string) => void
  voteCount: (counts: Counts, mark: TallyMark) => void
  turnout: (voted: number, present: number) => void
  userVote: (choice: string | null) => void
  /** Another tab brought this tab's id: this one is out of the room and must not reconnect by itself. */
  displaced: () => void
  /** The server is ending; it may come back. */
  serverClosing: () => void
}
