/** The interface of every store: what outlives a process. The rules are in core; a store only records. */
import type { Counts, Keeping, Refusal, RoomEntry } from '../core/protocol/events'
import type { RoomDocument } from '../core/room/document'
import type { Line } from '../core/protocol/chat'
import type { Condition } from './condition'
import type { Documents, KeptRoom } from './documents'

/** What a ballot changed: the choice before and after; null: none. */
export interface CastBallot {
  ok: true
  before: string | null
}

export interface Ballot {
  pollId: string
  /** A keyed hash of poll and browser; two polls cannot be joined by it. */
  voter: string
  /** A letter; null takes the ballot back. */
  choice: string | null
}

/** Everything is asynchronous, and what resolves is durable: on disk, or wherever this store keeps it. */
export interface Store {
  /** Where things are kept, and whether that outlives a restart. */
  readonly describes: Keeping
  /** Whether it can record just now. */
  readonly condition: Condition
  /** Checks each room's document when it is read. */
  readonly documents: Documents
  /** 32 random bytes that belong to this store's data; they key the hashes of voters. */
  secret(): Promise<Buffer>
  /** Throws RoomSetAside where what is kept of the room cannot be used. */
  loadRoom(code: string): Promise<KeptRoom | undefined>
  /** Keeps a new room at version 1. False: the code is taken, or was within the last year. */
  createRoom(code: string, document: RoomDocument, now: number): Promise<boolean>
  /**
   * Replaces the version named. False: it is not the present one; load and decide again.
   * With another poll in it, the ballots of the earlier one are forgotten: nobody asks for them any more. With another
   * lesson, its lines are.
   */
  saveRoom(code: string, version: number, document: RoomDocument): Promise<boolean>
  /** Forgets a room, its ballots included; its code stays taken for a year. */
  eraseRoom(code: string, now: number): Promise<void>
  /** Codes of all rooms that can be used, with when they were last used. */
  listRooms(): Promise<RoomEntry[]>
  /** Decides by core's rule and records, in one step: one vote a voter, whatever else happens at once. */
  castBallot: (code: string, ballot: Ballot, now: number) => Promise<CastBallot | Refusal>
  /** A voter's recorded choice; null: none. */
  ballotOf(code: string, pollId: string, voter: string): Promise<string | null>
  /** The recorded ballots of a poll, counted; letters without a ballot are left out. */
  tally(code: string, pollId: string): Promise<Counts>
  /**
   * Keeps a line under the next number. Undefined: there is no such room.
   * A second line with the same key from the same person is the first one: `isNew` false, with its number and time.
   */
  appendLine(code: string, line: NewLine): Promise<AppendedLine | undefined>
  /** Lines in the order of their numbers: the newest `limit` of those below `before`, above `after`. */
  lines(code: string, range: LineRange): Promise<Line[]>
  /** Which numbers a room's lines have. */
  extent(code: string): Promise<LineExtent>
  /** Deletes one line, or forgets all up to a number. Returns how many there were. */
  eraseLines(code: string, which: { seq: number } | { upTo: number }): Promise<number>
  /** What the program has written down about its own running, by name. */
  readNote(name: string): Promise<string | undefined>
  writeNote(name: string, text: string): Promise<void>
  /** The wall clock by which all that share this store go: milliseconds since 1970. */
  now(): Promise<number>
  /** Is told when all that was kept is gone, though the store is there: it is to be made anew. */
  onEmptied(listener: () => void): void
  /** Resolves while what is kept can be reached. */
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

/** Milliseconds for which the code of an erased room is not given again. */
export const CODE_REST = 365 * 24 * 3600 * 1000
export interface LineExtent {
  /** Lines with smaller numbers are forgotten. */
  first: number
  /** Number of the newest line ever kept, 0 where there was none. */
  last: number
  /** Numbers of the lines deleted last, in the order in which that was done, none below `first`. */
  deleted: number[]
}

/** Lines a room keeps; the oldest give way. */
export const MAX_LINES = 5000
/** Deletions that are remembered for those who were away. */
export const MAX_DELETED = 200
