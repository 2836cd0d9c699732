/**
 * What the features of one room need of each other, each as little as possible: `open-room.ts` brings them together.
 */
import type { Speaker } from '../../core/chat/messages'
import type { Role } from '../../core/access/permissions'
import type { MultiNodePeople } from '../../core/cluster/multi-node-people'
import type { NodeTotals } from '../../core/cluster/node-totals'
import type { ReportKey } from '../../core/protocol/reports'
import type { Refusal, Reply } from '../../core/protocol/replies'
import type { Ballot, CastBallot, NewLine } from '../../store/store'

/** What of a room has changed and is to be announced to all its sockets. */
export type Topic = 'poll' | 'voteCount' | 'usersConnected' | 'turnout' | 'talk'

/** A vote as it was given; null takes it back. */
export type GivenVote = { pollId: string; vote: string | null }

/** Under which hash a person's ballots are kept, and what it was made of. */
export interface KnownVoter {
  key: string
  privateId: string
  voter: string
}

/** The socket of who casts a ballot. */
export interface Voter {
  id: string
  data: {
    /** Where budgets are counted. */
    address: string
    /** A keyed hash. */
    person: string
    privateId: string
    /** Written by following the workshops: it has no browser id. */
    classic: boolean
    known?: KnownVoter
  }
}

/** Announces what has changed. */
export interface Updates {
  /** These topics have new values: they go out soon, together with others. */
  changed(...topics: Topic[]): void
}

/** Sends what people typed as views, at a pace of its own. */
export interface OpenAnswers {
  /** Whether the poll that is up has answers that are sent as views. */
  readonly isOpenType: boolean
  /** The tally has changed. */
  changed(): void
  /** Keys of the answers that were there so many milliseconds ago; undefined: people type none to what is up. */
  before(ms: number): readonly string[] | undefined
}

/** Records ballots. */
export interface BallotBox {
  /** Ballots acknowledged here in the poll that is up. */
  readonly count: number
  /** Resolves to why the ballot was not recorded. */
  record(voter: Voter, vote: GivenVote): Promise<Refusal | undefined>
  /** The tally of ballots may have changed elsewhere: it is read again soon. */
  recount(): void
  /** Resolves once the tally has all ballots that are recorded. */
  catchUp(): Promise<void>
}

/** Casts ballots, as many as one network address may. */
export interface CastsBallots {
  cast(ballot: Ballot, address: string): Promise<CastBallot | Refusal>
}

/** Where a vote takes a ticket. */
export interface TicketGate {
  /** Why this person may not cast a ballot in the poll that is up; undefined: it takes no ticket, or there is one. */
  refusal(privateId: string): Promise<Refusal | undefined> | undefined
}

/** Who has voted for the first time in a poll. */
export interface FirstVote {
  address: string
  person: string
  /** When this person came here first, by `performance.now()`. */
  since: number
}

/** Watches for votes that come from one person or a script. */
export interface VoteWatch {
  /** Somebody has voted for the first time in this poll. */
  note(voter: FirstVote, kind: 'hands' | 'ballot'): void
}

/** Tells pages who is online. */
export interface PeopleList {
  /** Who is online, or under which name, has changed. */
  changed(): void
}

/** The lines of the room. */
export interface Messages {
  /** Records a line and announces it. */
  say: (line: NewLine) => Promise<Reply<{ seq: number; at: number }>>
}

/** How often one person may write to all, where slow mode is on. */
export interface SlowWriting {
  /**
   * Counts what somebody is about to write to all, or says that it is too soon. `key`: the same again is a retry, which
   * costs nothing. When it is not written after all, the function that it returns takes the count back.
   */
  take(speaker: Speaker, key: string): Refusal | (() => void)
  /** Somebody has written to all through another node. */
  spentElsewhere(publicId: string, key: string): void
}

/** By what it is decided whether somebody may come in. */
export interface WhoComes {
  /** A keyed hash. */
  person: string
  privateId: string
  /** A keyed hash. */
  tab?: string | undefined
  role: Role
}

/** Knows whom the crew has removed from the room. */
export interface RemovedPeople {
  isRemoved(who: WhoComes): boolean
  /** Whether what somebody says is hidden, who was removed by this public id. */
  hides(id: string): boolean
  /** Why somebody may not come in; remembers by what this person came. */
  refusalFor(who: WhoComes): Promise<Refusal> | undefined
}

/** What somebody of the room wrote, as it is reported. */
export interface Reportable {
  isOwn: boolean
  name: string
  text: string
  /** Public id of its author, where others may know it and somebody may be muted by it. */
  from?: string
  /** Whether an ask is by a presenter or helper. */
  ofCrew?: boolean
}

/** What people have reported. */
export interface GoneReports {
  /** This is gone, and its reports with it. */
  gone(key: ReportKey): void
  /** Of this kind only these are still there. */
  keep(kind: ReportKey['kind'], isKept: (id: ReportKey['id']) => boolean): void
  /** What this person has reported. */
  ownOf(privateId: string, kind: ReportKey['kind']): ReportKey['id'][]
}

/** Makes names known to the other nodes. */
export interface NameClaims {
  /** Whether somebody may keep the name just taken, for all the other nodes know. */
  claim(person: string, name: string): Promise<boolean> | true
  /** Tells the other nodes how somebody is called, and whether this person is here. */
  publish(person: string): void
  /** Takes a person's name away, on all nodes. */
  release(person: string): void
}

/** What other nodes have of the room. A lone node has none, and does nothing for it. */
export interface OtherNodes {
  /** What they have counted. */
  readonly totals: NodeTotals
  /** People who are here and there. */
  readonly people: MultiNodePeople
  /** While another node closes the poll: resolves once it is decided whether hands are taken. */
  readonly held: Promise<void> | undefined
  /** Tells them what this node has counted, where that is news. */
  publishTotals(): void
  /** Resolves once every other node has stopped taking hands, and has said how many it has. */
  settled(): Promise<void>
}

/** A program that follows the room without a socket. */
export interface Watcher {
  /** Something of the room has changed. */
  changed(): void
  /** The room is gone from here: nothing follows. */
  ended(): void
}

/** Those who follow the room without a socket: while there is one, the room stays in memory. */
export interface Watching {
  readonly size: number
  /** Called when the last one has gone. */
  emptied: () => void
  /** Something of the room has changed, votes among it. */
  changed(): void
}
