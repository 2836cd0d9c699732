/**
 * The embedded store, in LMDB: the method of each step, and which of them is a transaction. What the records look like
 * is in the files beside it, one for each kind. An acknowledged write is on disk.
 */
import { randomBytes } from 'node:crypto'
import type { RoomEntry } from '../../core/protocol/event-replies'
import type { Tally } from '../../core/question-types/question-type'
import type { Result } from '../../core/protocol/results'
import type { Keeping } from '../../core/protocol/presenter'
import type { RoundRows } from '../../core/poll/rows'
import type { ResultChange } from '../../core/poll/results'
import type { Refusal } from '../../core/protocol/replies'
import type { RoomDocument } from '../../core/room/document'
import type { Line } from '../../core/protocol/chat'
import type { AsksWrite, KeptAsks } from '../../core/asks/kept-asks'
import type { Condition } from '../condition'
import { Documents, type KeptRoom } from '../documents'
import { LmdbAsks } from './asks'
import { LmdbBallots } from './ballots'
import { LmdbLines } from './lines'
import { LmdbResults } from './results'
import type { Records } from './records'
import { LmdbRooms } from './rooms'
import { LmdbTickets } from './tickets'
import type { LmdbWatch } from './watch'
import { StoreError, StoreTrouble } from '../errors'
import type { Timing } from '../timing'
import type {
  AppendedLine,
  Ballot,
  CastBallot,
  LineExtent,
  LineRange,
  LineSpan,
  NewLine,
  OtherKey,
  Store,
  Ticket,
  TicketOutcome,
} from '../store'

export class LmdbStore implements Store {
  readonly documents = new Documents()
  readonly condition: Condition
  readonly timing: Timing
  private readonly rooms: LmdbRooms
  private readonly ballots: LmdbBallots
  private readonly chatLines: LmdbLines
  private readonly pastResults: LmdbResults
  private readonly roomAsks: LmdbAsks
  private readonly tickets: LmdbTickets

  constructor(
    private readonly records: Records,
    readonly describes: Keeping,
    private readonly watch: LmdbWatch,
    private readonly release: () => void,
  ) {
    this.condition = watch.condition
    this.timing = records.timing
    this.ballots = new LmdbBallots(records)
    this.chatLines = new LmdbLines(records)
    this.pastResults = new LmdbResults(records)
    this.roomAsks = new LmdbAsks(records)
    this.tickets = new LmdbTickets(records)
    this.rooms = new LmdbRooms(records, this.documents, {
      ballots: this.ballots,
      lines: this.chatLines,
      results: this.pastResults,
      asks: this.roomAsks,
      tickets: this.tickets,
    })
  }

  async secret(): Promise<Buffer> {
    // Read first: if it is stored already, a full disk does not matter.
    const known = this.records.read<string>(['secret'])
    if (known) return secretOf(known)
    return this.records.durable(() => {
      const kept = this.records.read<string>(['secret'])
      if (kept) return secretOf(kept)
      const made = randomBytes(32)
      this.records.write(['secret'], made.toString('hex'))
      return made
    })
  }

  async loadRoom(code: string): Promise<KeptRoom | undefined> {
    return this.rooms.load(code)
  }

  createRoom(code: string, document: RoomDocument, now: number): Promise<boolean> {
    return this.rooms.create(code, document, now)
  }

  saveRoom(code: string, version: number, document: RoomDocument, results?: ResultChange): Promise<boolean> {
    return this.rooms.save(code, version, document, results)
  }

  eraseRoom(code: string, now: number): Promise<void> {
    return this.rooms.erase(code, now)
  }

  async wasErased(code: string): Promise<boolean> {
    return this.rooms.wasErased(code)
  }

  async listRooms(): Promise<RoomEntry[]> {
    return this.rooms.list()
  }

  castBallot(code: string, ballot: Ballot, now: number): Promise<CastBallot | Refusal | OtherKey> {
    return this.ballots.cast(code, ballot, now)
  }

  async ballotOf(code: string, pollId: string, voter: string): Promise<string | null> {
    return this.ballots.of(code, pollId, voter)
  }

  async votersFor(
    code: string,
    pollId: string,
    counters: readonly string[],
    most: number,
  ): Promise<string[]> {
    return this.ballots.votersFor(code, pollId, counters, most)
  }

  async tally(code: string, pollId: string): Promise<Tally> {
    return this.ballots.tally(code, pollId)
  }

  async results(code: string, which?: { lesson: number } | { ids: readonly string[] }): Promise<Result[]> {
    return this.pastResults.read(code, which)
  }

  async rows(code: string, id: string): Promise<RoundRows[]> {
    return this.pastResults.rows.of(code, id)
  }

  async lastResult(code: string): Promise<number> {
    return this.pastResults.last(code)
  }

  eraseResults(code: string, which: { upTo: number } | { lesson: number }): Promise<number> {
    return this.records.durable(() => this.pastResults.erase(code, which))
  }

  appendLine(code: string, line: NewLine): Promise<AppendedLine | undefined> {
    return this.records.durable(() =>
      this.records.read(['room', code]) ? this.chatLines.append(code, line) : undefined,
    )
  }

  async lines(code: string, range: LineRange): Promise<Line[]> {
    return this.chatLines.read(code, range)
  }

  async extent(code: string): Promise<LineExtent> {
    return this.chatLines.extent(code)
  }

  async countLines(code: string, span: LineSpan): Promise<number> {
    return this.chatLines.count(code, span)
  }

  eraseLines(code: string, which: { seq: number } | { upTo: number } | LineSpan): Promise<number> {
    return this.records.durable(() => {
      if ('seq' in which) return this.chatLines.erase(code, which.seq)
      if ('upTo' in which) return this.chatLines.eraseUpTo(code, which.upTo)
      return this.chatLines.eraseSpan(code, which)
    })
  }

  async asks(code: string): Promise<KeptAsks> {
    return this.roomAsks.read(code)
  }

  changeAsks(code: string, change: AsksWrite): Promise<boolean> {
    return this.records.durable(
      () => this.records.read(['room', code]) !== undefined && this.roomAsks.change(code, change),
    )
  }

  voteForAsk(
    code: string,
    ids: readonly number[],
    voter: string,
    isFor: boolean,
  ): Promise<number | undefined> {
    return this.records.durable(() => this.roomAsks.vote(code, ids, voter, isFor))
  }

  async asksVotedBy(code: string, voter: string): Promise<number[]> {
    return this.roomAsks.votedBy(code, voter)
  }

  takeTicket(code: string, ticket: Ticket): Promise<TicketOutcome> {
    return this.records.durable(() =>
      this.records.read(['rules', code]) ? this.tickets.take(code, ticket) : 'void',
    )
  }

  async holdsTicket(code: string, batch: number, holder: string): Promise<boolean> {
    return this.tickets.holds(code, batch, holder)
  }

  async countTickets(code: string, batch: number): Promise<number> {
    return this.tickets.count(code, batch)
  }

  dropTickets(code: string, batch: number): Promise<void> {
    return this.records.durable(() => {
      if (this.records.read(['rules', code])) this.tickets.drop(code, batch)
    })
  }

  async readNote(name: string): Promise<string | undefined> {
    return this.records.read<string>(['note', name])
  }

  writeNote(name: string, text: string): Promise<void> {
    return this.records.durable(() => this.records.write(['note', name], text))
  }

  async now(): Promise<number> {
    return Date.now()
  }

  /** Never called: a missing file is reported by the condition. */
  onEmptied(): void {}

  async check(): Promise<void> {
    this.watch.look()
    const { trouble } = this.condition
    if (trouble !== undefined) throw new StoreTrouble(trouble)
    this.records.read(['secret'])
  }

  async close(): Promise<void> {
    this.watch.end()
    await this.records.close()
    this.release()
  }
}

function secretOf(kept: unknown): Buffer {
  if (typeof kept === 'string' && /^[\da-f]{64}$/.test(kept)) return Buffer.from(kept, 'hex')
  throw new StoreError(
    'The data folder holds a secret that is none. It was left as it is: put a backup in its place.',
  )
}
