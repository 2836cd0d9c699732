/**
 * The interface of every store, which holds the data that outlives a process. The rules are in core; a store only
 * records.
 */
import type { RoomEntry } from '../core/protocol/event-replies'
import type { Tally } from '../core/question-types/question-type'
import type { Result } from '../core/protocol/results'
import type { Keeping } from '../core/protocol/presenter'
import type { RoundRows } from '../core/poll/rows'
import type { ResultChange } from '../core/poll/results'
import type { Refusal } from '../core/protocol/replies'
import type { RoomDocument } from '../core/room/document'
import type { Line } from '../core/protocol/chat'
import type { Origin } from '../core/poll/ballot-origins'
import type { AsksWrite, KeptAsks } from '../core/asks/kept-asks'
import type { Condition } from './condition'
import type { Documents, KeptRoom } from './documents'
import type { Timing } from './timing'

/** What a ballot changed: the vote before and after; null: no vote. */
export interface CastBallot {
  ok: true
  before: string | null
}

/** The ballots of this poll are counted under another key: whoever casts has to find it, or to say that it is lost. */
export interface OtherKey {
  ok: false
  otherKey: string
}

export interface Ballot {
  pollId: string
  /** A keyed hash of poll and browser, so that votes in two polls cannot be linked; of joint rows: in two lessons. */
  voter: string
  /** Its counters, one a line; null withdraws the ballot. */
  vote: string | null
  /** Where it comes from, for polls that limit the ballots of one address; one without is not limited. */
  origin?: Origin
  /** The mark of a key that is lost: what was counted under it is forgotten. */
  lostKey?: string | undefined
}

export interface Ticket {
  batch: number
  /** Of the ticket in its batch. */
  number: number
  /** A keyed hash of the batch and the browser. */
  holder: string
}

/** `used`: another holder has this ticket. `second`: this holder has another one. */
export type TicketOutcome = 'taken' | 'used' | 'second' | 'void'

/** All methods are asynchronous; a write that resolves is as durable as `describes` says. */
export interface Store {
  /** Where data is stored, and whether it survives a restart. */
  readonly describes: Keeping
  /** Whether it can record now. */
  readonly condition: Condition
  /** How long a step of it takes, for whoever watches. */
  readonly timing: Timing
  /** Checks each room's document when it is read. */
  readonly documents: Documents
  /** 32 random bytes that belong to this store's data; they key the hashes of voters. */
  secret(): Promise<Buffer>
  /** Throws RoomSetAside if the stored room cannot be used. */
  loadRoom(code: string): Promise<KeptRoom | undefined>
  /** Stores a new room at version 1. False: the code is in use, or was within the last year. */
  createRoom(code: string, document: RoomDocument, now: number): Promise<boolean>
  /**
   * Replaces this version. False: it is not the current one; load and decide again.
   * Keeps the ballots of the document's poll, and of the one that `undo` would put back; erases all others. If it has
   * another count of `forgotten`, erases the lines and the asks.
   * @param results recorded and erased in the same step: the tally of a recorded result has every acknowledged ballot,
   *   and so have the joint rows of a round
   */
  saveRoom(code: string, version: number, document: RoomDocument, results?: ResultChange): Promise<boolean>
  /** Erases a room with its ballots, results, lines and asks; its code stays reserved for a year. */
  eraseRoom(code: string, now: number): Promise<void>
  /** Whether there was a room with this code that was erased, within the last year. */
  wasErased(code: string): Promise<boolean>
  /** Codes of all usable rooms, and when each was last used. */
  listRooms(): Promise<RoomEntry[]>
  /**
   * Decides by core's rule whether it comes in time and whether its origin may cast one more, and records it in one
   * atomic step: one vote per voter. Origins are kept as long as the ballots; the embedded store forgets them when it
   * is closed.
   */
  castBallot: (code: string, ballot: Ballot, now: number) => Promise<CastBallot | Refusal | OtherKey>
  /** A voter's recorded vote; null: no vote. */
  ballotOf(code: string, pollId: string, voter: string): Promise<string | null>
  /** Voters whose recorded votes have one of these counters, at most so many of them. */
  votersFor(code: string, pollId: string, counters: readonly string[], most: number): Promise<string[]>
  /**
   * The tally of a poll's recorded ballots, in the order in which the counters appeared; counters without a ballot are
   * left out.
   */
  tally(code: string, pollId: string): Promise<Tally>
  /** Results in the order of their numbers: all, or those of a lesson, or those with these ids. */
  results(code: string, which?: { lesson: number } | { ids: readonly string[] }): Promise<Result[]>
  /** The joint rows of a result, by its rounds; of most results there are none. */
  rows(code: string, id: string): Promise<RoundRows[]>
  /** Number of the newest result ever recorded in the room; 0: there was none. */
  lastResult(code: string): Promise<number>
  /** Erases results with their rows, all up to a number or those of a lesson. Returns how many. */
  eraseResults(code: string, which: { upTo: number } | { lesson: number }): Promise<number>
  /**
   * Stores a line under the next number. Undefined: there is no such room.
   * A line with the same key from the same person is a retry: `isNew` is false, with the number and time of the first.
   */
  appendLine(code: string, line: NewLine): Promise<AppendedLine | undefined>
  /** Lines in the order of their numbers: the newest `limit` of those below `before` and above `after`. */
  lines(code: string, range: LineRange): Promise<Line[]>
  /** The range of a room's line numbers, and the deleted ones. */
  extent(code: string): Promise<LineExtent>
  /** The number of lines from one number to another, both included; without deleted ones. */
  countLines(code: string, range: LineSpan): Promise<number>
  /** Deletes one line, or erases all up to a number or within a span. Returns how many were deleted. */
  eraseLines(code: string, which: { seq: number } | { upTo: number } | LineSpan): Promise<number>
  /** All asks of a room, with how many people have voted for each. */
  asks(code: string): Promise<KeptAsks>
  /** Applies a change in one atomic step. False: something has changed since it was decided; read and decide again. */
  changeAsks(code: string, change: AsksWrite): Promise<boolean>
  /**
   * Records a vote for the first of these asks unless the person has voted for one of them, or takes back all votes of
   * this person for them. Returns the people who have voted for any of them; undefined: the first is gone.
   * @param voter a keyed hash of the room and the browser
   */
  voteForAsk(code: string, ids: readonly number[], voter: string, isFor: boolean): Promise<number | undefined>
  /** The asks that somebody has voted for. */
  asksVotedBy(code: string, voter: string): Promise<number[]>
  /**
   * Takes a voting ticket for a holder in one atomic step, which holds one ticket of a batch at most. `taken`: it is
   * the holder's now, or was before. What older batches had is erased; `void`: there is a newer batch, or no such room.
   */
  takeTicket(code: string, ticket: Ticket): Promise<TicketOutcome>
  /** Whether this holder has a ticket of this batch. */
  holdsTicket(code: string, batch: number, holder: string): Promise<boolean>
  /** How many tickets of this batch are taken. */
  countTickets(code: string, batch: number): Promise<number>
  /** From now on tickets of this batch, or of a newer one, are taken: what older ones had is erased. */
  dropTickets(code: string, batch: number): Promise<void>
  /** A note that the program wrote about its own operation, by name. */
  readNote(name: string): Promise<string | undefined>
  writeNote(name: string, text: string): Promise<void>
  /** The wall clock shared by all users of this store: milliseconds since 1970. */
  now(): Promise<number>
  /** Called when the store is reachable but has lost all data, which must be created again. */
  onEmptied(listener: () => void): void
  /** Resolves if the data can be reached; rejects otherwise. */
  check(): Promise<void>
  close(): Promise<void>
}

export type NewLine = Omit<Line, 'seq'>

export interface AppendedLine {
  seq: number
  at: number
  isNew: boolean
}

export interface LineRange {
  limit: number
  before?: number | undefined
  after?: number | undefined
}

/** Lines from one number to another, both included. */
export interface LineSpan {
  from: number
  to: number
}

/** Milliseconds for which the code of an erased room is not reused. */
export const CODE_REST_MS = 365 * 24 * 3600 * 1000
export interface LineExtent {
  /** Lines with smaller numbers are forgotten. Of those above some may have been erased, too. */
  first: number
  /** Number of the newest line ever stored; 0 if there was none. */
  last: number
  /** Numbers of the most recently deleted lines, in the order of deletion; none below `first`. */
  deleted: number[]
}

/** Results that a room stores; the oldest are erased. */
export const MAX_RESULTS = 500
/** Lines that a room stores; the oldest are erased. */
export const MAX_LINES = 5000
/** Deletions that are remembered for pages that were disconnected. */
export const MAX_DELETED = 200
