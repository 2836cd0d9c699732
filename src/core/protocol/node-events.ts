/**
 * The events and requests between nodes about a room. They contain no credentials: tabs and persons are keyed hashes
 * here, and ballots and keys are only in the store. No id of a person from which one of a vote can be made is among
 * them.
 */
import type { Line, PrivateLine } from './chat'
import type { Counts, Turnout } from './poll'
import type { ManyVotes } from './presenter'
import type { ReportedItem, ReportKey } from './reports'
import type { SignCounts } from './signs'
import type { Post } from './wall'

/** Somebody came to a node. */
export interface Came {
  person: string
  /** Presenters have none. */
  tab?: string | undefined
  /** On the clock shared by all nodes. */
  at: number
  /** A repeat, because the first message may have been lost: of two sessions of a tab, the newer one counts. */
  isAgain?: boolean
  /** This tab is new here: it takes over the hands of silent tabs of its browser. */
  isNew?: boolean | undefined
}

/** One node's counts of a room: its own sockets only. */
export interface Subtotal extends Turnout {
  pollId: string
  /**
   * Hands only, because ballots are counted in the shared store; without zeros. Whole answers (`=AC`) are among them
   * while a poll is being closed only.
   */
  counts: Counts
  /** Acknowledged ballots of this poll, changed ones included: if it grows, the tally has changed. */
  ballots: number
  connected: number
  /** People with a socket. */
  online: number
  /** The person id of the presenters on this node, if there are any. */
  presenter?: string | undefined
}

/** A person's state on one node. */
export interface Standing {
  /** Has a tab there, awake or asleep. */
  present: boolean
  /** Has a socket there. */
  online: boolean
  voted: boolean
}

/** A person's standing, for the other nodes where this person is. */
export interface StandingNews {
  person: string
  standing: Standing
}

/** A ballot whose voter is also on other nodes; vote null: it was withdrawn. */
export interface BallotElsewhere {
  /** As the ballot is kept: nobody can tell from it whose it is but a node on which this person is, too. */
  voter: string
  pollId: string
  /** As it is recorded. */
  vote: string | null
}

/** Hands that follow their tabs to another node. */
export interface MovedHands {
  pollId: string
  hands: { tab: string; vote: string }[]
}

/** A person's name; null: the person has no name any more. */
export interface Named {
  person: string
  name: string | null
  isHere: boolean
  /** A presenter's name: no other name may be confusable with it. */
  isGuarded: boolean
}

/** A claim to a name that somebody has just taken. */
export interface NameClaim {
  person: string
  name: string
  isGuarded: boolean
}

/** Sockets that joined and left since the last count. */
export interface ArrivalCounts {
  connected: number
  disconnected: number
}

/** The signs that people showed on one node in half a second. */
export interface ShownSigns {
  counts: SignCounts
  /** Those of them who are on other nodes, too: they have shown their sign there as well. */
  people: string[]
}

/** The key by which one node makes origins of addresses for a poll. It is no credential, and is kept nowhere. */
export interface OriginKey {
  pollId: string
  key: string
}

/** Without a mark: whichever key is used. */
export interface WantedOriginKey {
  pollId: string
  mark?: string
}

/** A report of somebody on one node, or that it was taken back. */
export interface ReportOfNode {
  /** With its text where it is reported: other nodes may not have it. */
  thing: ReportKey & { name?: string; text?: string; from?: string; ofCrew?: boolean }
  /** A keyed hash. */
  reporter: string
  isOn: boolean
}

export type WallChoice = 'approve' | 'reject' | 'pin' | 'unpin'

/** A presenter's decision on a post; with the post, because other nodes may not have it. */
export interface ChosenPost {
  choice: WallChoice
  post: Post
}

/** A post that a panic hides, and where it was. */
export interface HeldPost {
  post: Post
  place: 'waiting' | 'shown' | 'pinned'
}

/** The state of a room's wall, for a node that has just opened the room. */
export interface WallState {
  waiting: Post[]
  here: Post[]
  pinned: Post[]
  rejected: string[]
  held: HeldPost[]
}

/** What each event carries. */
export interface NodeEvents {
  /** The new version of the room's document. */
  document: number
  /** The room was erased. */
  erased: undefined
  /** Asks whether anybody is in the room. */
  isAlive: undefined
  came: Came

  totals: Subtotal
  /** Asks the other nodes to send their subtotals. */
  totalsWanted: undefined
  standing: StandingNews
  /** Asks the other nodes to accept no hands in this poll until the decision whether it is closed. */
  holdHands: string
  /** The poll was not closed: hands are accepted again. */
  freeHands: undefined
  hands: MovedHands
  /** The tab's hand was moved to another tab of its browser. */
  passedOn: string
  ballot: BallotElsewhere
  manyVotes: ManyVotes
  originKey: OriginKey
  /** Asks for a key of a poll's origins. */
  originKeyWanted: WantedOriginKey

  named: Named
  claimName: NameClaim
  /** Asks the other nodes to send the names they know. */
  namesWanted: undefined
  typing: { person: string; name: string }
  /** This person stopped typing. */
  typingStopped: string

  line: Line
  /** The line with this number was deleted. */
  lineDeleted: number
  /** Asks whether a page has drawn the line. */
  privateLine: PrivateLine
  /** A private line was delivered, so its author's other tabs show it. */
  privatelySaid: PrivateLine
  announced: undefined
  moved: ArrivalCounts
  signs: ShownSigns
  reported: ReportOfNode
  /** Presenters have seen to what was reported. */
  reportsDismissed: ReportKey
  /** Asks the other nodes what was reported. */
  reportsWanted: undefined

  /** Asks that what somebody asked under a name be hidden, who is known by this public id. */
  hideNamedAsks: string
  /** Asks were changed, or voted for: they are read again. */
  asks: undefined

  wallPost: Post
  wallChosen: ChosenPost
  wallStateWanted: undefined
}

export type NodeEvent = keyof NodeEvents

/** The answers to events that are requests; undefined: the answer only confirms that it was done. */
export interface NodeReplies {
  isAlive: true
  totalsWanted: void
  holdHands: void
  originKeyWanted: string | undefined
  claimName: boolean
  /** How many. */
  hideNamedAsks: number
  namesWanted: void
  privateLine: boolean
  wallStateWanted: WallState
  reportsWanted: { thing: ReportKey & Omit<ReportedItem, 'people' | 'kind' | 'id'>; reporters: string[] }[]
}
