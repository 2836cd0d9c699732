/**
 * What nodes tell and ask each other about a room. No credential ever crosses: tabs and persons are keyed hashes here,
 * ballots and keys are in the store alone.
 */
import type { Line, PrivateLine } from './chat'
import type { Counts, ManyVotes, Turnout } from './events'
import type { Post } from './wall'

/** Somebody came to a node. */
export interface Came {
  person: string
  /** Presenters have none. */
  tab?: string | undefined
  /** On the clock that all nodes share. */
  at: number
  /** It was told before, and may have been missed: of two sessions of a tab, the newer one counts. */
  isAgain?: boolean
  /** This tab was never here before: it takes over what silent tabs of its browser hold. */
  isNew?: boolean | undefined
}

/** What one node counts of a room: its own sockets only. */
export interface Subtotal extends Turnout {
  pollId: string
  /** Hands; of ballots none, for their tally is kept by all together. */
  counts: Counts
  /** Ballots that were acknowledged in this poll, changes of mind included: when it grows, the tally has changed. */
  ballots: number
  connected: number
  /** People with a socket. */
  online: number
  /** The person whom presenters are, where there is one. */
  presenter?: string | undefined
}

/** What somebody is on one node. */
export interface Standing {
  /** Has a tab there, awake or asleep. */
  present: boolean
  /** Has a socket there. */
  online: boolean
  voted: boolean
}

/** The standing of somebody, for the nodes on which this person is as well. */
export interface StandingNews {
  person: string
  standing: Standing
}

/** A ballot whose voter is on other nodes, too; a choice of null took it back. */
export interface BallotElsewhere {
  person: string
  pollId: string
  choice: string | null
}

/** Hands that follow their tabs to another node. */
export interface MovedHands {
  pollId: string
  hands: { tab: string; choice: string }[]
}

/** How somebody is called; null: not any more. */
export interface Named {
  person: string
  name: string | null
  isHere: boolean
  /** A presenter's: nobody has a name that could be taken for it. */
  isGuarded: boolean
}

/** A name that somebody has just taken, and asks to keep. */
export interface NameClaim {
  person: string
  name: string
  isGuarded: boolean
}

/** Sockets that came and went since they were counted last. */
export interface ArrivalCounts {
  connected: number
  disconnected: number
}

export type WallChoice = 'approve' | 'reject' | 'pin' | 'unpin'

/** A presenter's choice about a post; with the post, because it may not have come to the other nodes. */
export interface ChosenPost {
  choice: WallChoice
  post: Post
}

/** What a node knows of a room's wall, for a node on which the room has just been opened. */
export interface WallState {
  waiting: Post[]
  here: Post[]
  pinned: Post[]
  rejected: string[]
}

/** What each event carries. */
export interface NodeEvents {
  /** The room's document has this version now. */
  document: number
  /** The room was erased. */
  erased: undefined
  /** Asks whether somebody is in the room. */
  isAlive: undefined
  came: Came

  totals: Subtotal
  /** Asks the others to tell their subtotals. */
  totalsWanted: undefined
  standing: StandingNews
  /** Asks the others to take no hands in this poll until it is decided whether it is closed. */
  holdHands: string
  /** The poll was not closed: hands are taken again. */
  freeHands: undefined
  hands: MovedHands
  /** The tab's hand was given to another tab of its browser. */
  passedOn: string
  ballot: BallotElsewhere
  manyVotes: ManyVotes

  named: Named
  claimName: NameClaim
  /** Asks the others to tell whom they know by name. */
  namesWanted: undefined
  typing: { person: string; name: string }
  /** This person types no more. */
  typingStopped: string

  line: Line
  /** The line with this number was deleted. */
  lineDeleted: number
  /** Asks whether a page has drawn the line. */
  privateLine: PrivateLine
  /** A private line was delivered: its author's other tabs show it. */
  privatelySaid: PrivateLine
  announced: undefined
  moved: ArrivalCounts

  wallPost: Post
  wallChosen: ChosenPost
  wallStateWanted: undefined
}

export type NodeEvent = keyof NodeEvents

/** What those events are answered with that are asked; nothing: the answer says that it was done. */
export interface NodeReplies {
  isAlive: true
  totalsWanted: void
  holdHands: void
  claimName: boolean
  namesWanted: void
  privateLine: boolean
  wallStateWanted: WallState
}
