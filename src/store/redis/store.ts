/**
 * The store shared by many nodes, in Redis: the method of each step. What the keys hold is in the files beside it, one
 * for each kind. Each step is one atomic script; core has decided before.
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
import { Condition } from '../condition'
import { Documents, type KeptRoom } from '../documents'
import { waitAtMost } from '../../with-timeout'
import { RedisAsks } from './asks'
import { RedisBallots } from './ballots'
import type { RedisClient } from './client'
import { RedisHealth } from './health'
import { PREFIX } from './keys'
import { RedisLines } from './lines'
import { RedisResults } from './results'
import { RedisRooms } from './rooms'
import { RedisTickets } from './tickets'
import type { Timing } from '../timing'
import { markVersion } from './version'
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

/** Milliseconds that a command may take, in case Redis hangs. */
export const COMMAND_TIMEOUT_MS = 3000

export class RedisStore implements Store {
  readonly documents = new Documents()
  private readonly rooms: RedisRooms
  private readonly ballots: RedisBallots
  private readonly chatLines: RedisLines
  private readonly pastResults: RedisResults
  private readonly roomAsks: RedisAsks
  private readonly tickets: RedisTickets
  readonly condition = new Condition()
  readonly health: RedisHealth
  readonly timing: Timing
  private readonly emptiedListeners: (() => void)[] = []
  /** The secret, once it was read or made. */
  private known: string | undefined

  constructor(
    private readonly client: RedisClient,
    readonly describes: Keeping,
  ) {
    this.health = new RedisHealth(client, this.condition, () =>
      this.emptiedListeners.forEach(listener => listener()),
    )
    this.timing = this.health.timing
    this.rooms = new RedisRooms(client, this.documents)
    this.ballots = new RedisBallots(client)
    this.chatLines = new RedisLines(client)
    this.pastResults = new RedisResults(client)
    this.roomAsks = new RedisAsks(client)
    this.tickets = new RedisTickets(client)
  }

  async secret(): Promise<Buffer> {
    // Restores the secret in a Redis that came back empty, so that nodes that start later compute the same ids.
    // Read first: a full Redis refuses writes but may have the secret.
    const made = this.known ?? randomBytes(32).toString('hex')
    let kept = await this.client.get(`${PREFIX}secret`)
    if (kept === null) {
      await this.client.set(`${PREFIX}secret`, made, { condition: 'NX' })
      kept = (await this.client.get(`${PREFIX}secret`))!
      await markVersion(this.client)
    }
    this.known = kept
    await this.health.holds()
    return Buffer.from(this.known, 'hex')
  }

  loadRoom(code: string): Promise<KeptRoom | undefined> {
    return this.rooms.load(code)
  }

  createRoom(code: string, document: RoomDocument, now: number): Promise<boolean> {
    return this.rooms.create(code, document, now)
  }

  saveRoom(code: string, version: number, document: RoomDocument, results?: ResultChange): Promise<boolean> {
    return this.rooms.save(code, version, document, results)
  }

  async eraseRoom(code: string, now: number): Promise<void> {
    await this.rooms.erase(code, now)
    this.ballots.forget(code)
  }

  wasErased(code: string): Promise<boolean> {
    return this.rooms.wasErased(code)
  }

  listRooms(): Promise<RoomEntry[]> {
    return this.rooms.list()
  }

  castBallot(code: string, ballot: Ballot, now: number): Promise<CastBallot | Refusal | OtherKey> {
    return this.ballots.cast(code, ballot, now)
  }

  ballotOf(code: string, pollId: string, voter: string): Promise<string | null> {
    return this.ballots.of(code, pollId, voter)
  }

  votersFor(code: string, pollId: string, counters: readonly string[], most: number): Promise<string[]> {
    return this.ballots.votersFor(code, pollId, counters, most)
  }

  tally(code: string, pollId: string): Promise<Tally> {
    return this.ballots.tally(code, pollId)
  }

  results(code: string, which?: { lesson: number } | { ids: readonly string[] }): Promise<Result[]> {
    return this.pastResults.read(code, which)
  }

  rows(code: string, id: string): Promise<RoundRows[]> {
    return this.pastResults.rows(code, id)
  }

  lastResult(code: string): Promise<number> {
    return this.pastResults.last(code)
  }

  eraseResults(code: string, which: { upTo: number } | { lesson: number }): Promise<number> {
    return this.pastResults.erase(code, which)
  }

  appendLine(code: string, line: NewLine): Promise<AppendedLine | undefined> {
    return this.chatLines.append(code, line)
  }

  lines(code: string, range: LineRange): Promise<Line[]> {
    return this.chatLines.read(code, range)
  }

  extent(code: string): Promise<LineExtent> {
    return this.chatLines.extent(code)
  }

  countLines(code: string, span: LineSpan): Promise<number> {
    return this.chatLines.count(code, span)
  }

  eraseLines(code: string, which: { seq: number } | { upTo: number } | LineSpan): Promise<number> {
    return this.chatLines.erase(code, which)
  }

  asks(code: string): Promise<KeptAsks> {
    return this.roomAsks.read(code)
  }

  changeAsks(code: string, change: AsksWrite): Promise<boolean> {
    return this.roomAsks.change(code, change)
  }

  voteForAsk(
    code: string,
    ids: readonly number[],
    voter: string,
    isFor: boolean,
  ): Promise<number | undefined> {
    return this.roomAsks.vote(code, ids, voter, isFor)
  }

  asksVotedBy(code: string, voter: string): Promise<number[]> {
    return this.roomAsks.votedBy(code, voter)
  }

  takeTicket(code: string, ticket: Ticket): Promise<TicketOutcome> {
    return this.tickets.take(code, ticket)
  }

  holdsTicket(code: string, batch: number, holder: string): Promise<boolean> {
    return this.tickets.holds(code, batch, holder)
  }

  countTickets(code: string, batch: number): Promise<number> {
    return this.tickets.count(code, batch)
  }

  dropTickets(code: string, batch: number): Promise<void> {
    return this.tickets.drop(code, batch)
  }

  async readNote(name: string): Promise<string | undefined> {
    return (await this.client.get(`${PREFIX}note:${name}`)) ?? undefined
  }

  async writeNote(name: string, text: string): Promise<void> {
    await this.client.set(`${PREFIX}note:${name}`, text)
  }

  /** Redis' clock, so that servers with different clocks agree. */
  async now(): Promise<number> {
    const [seconds, microseconds] = await this.client.time()
    return Number(seconds) * 1000 + Number(microseconds) / 1000
  }

  async check(): Promise<void> {
    await this.health.check()
  }

  onEmptied(listener: () => void): void {
    this.emptiedListeners.push(listener)
  }

  async close(): Promise<void> {
    this.health.stop()
    if (this.client.isReady) await waitAtMost(this.client.close(), COMMAND_TIMEOUT_MS)
    if (this.client.isOpen) this.client.destroy()
  }
}
