/** The store that many nodes share: Redis. Each step is one atomic script; core has made the decision before. */
import { randomBytes } from 'node:crypto'
import type { Counts, Keeping, Refusal, RoomEntry } from '../../core/protocol/events'
import { votingRules, type RoomDocument } from '../../core/room/document'
import type { Line } from '../../core/protocol/chat'
import { setTimeout as delay } from 'node:timers/promises'
import { Condition } from '../condition'
import { checkDataVersion, DATA_VERSION, Documents, RoomSetAside } from '../documents'
import { withPatience } from '../with-timeout'
import { RedisBallots } from './ballots'
import { redisClient, type RedisAddress, type RedisClient } from './client'
import { RedisHealth } from './health'
import { key, keys, LINES, PREFIX, runScript } from './keys'
import { RedisLines } from './lines'
import { CREATE, ERASE, SAVE } from './scripts'
import { StoreError } from '../errors'
import { type KeptRoom } from '../documents'
import {
  CODE_REST,
  type AppendedLine,
  type Ballot,
  type CastBallot,
  type LineExtent,
  type LineRange,
  type NewLine,
  type Store,
} from '../store'

/** Milliseconds in which Redis must be reached at the start. */
const LONGEST_START = 5000
/** Milliseconds in which Redis has read what it has kept. */
const LONGEST_LOADING = 60_000
/** Milliseconds that anything may take: nobody waits for a Redis that hangs. */
const LONGEST_COMMAND = 3000

/**
 * Opens the store. Throws a StoreError with a sentence when Redis cannot be reached at the start; later it may go and
 * come back, and meanwhile everything that would have to be recorded is rejected. Its condition says so.
 */
export async function openRedisStore(address: RedisAddress): Promise<Store> {
  const client = redisClient(address)
  let problem = ''
  const note = (error: Error) => void (problem = error.message || (error as NodeJS.ErrnoException).code || '')
  client.on('error', note)
  // Its own attempts would go on for ever; a start that cannot reach Redis ends.
  const tooLate = new Promise<never>((_resolve, reject) =>
    setTimeout(() => reject(new Error('no answer')), LONGEST_START).unref(),
  )
  try {
    await Promise.race([client.connect(), tooLate])
    await loaded(client)
    await checkVersion(client)
    const store = new RedisStore(client, await describe(client))
    return withPatience(store, LONGEST_COMMAND, error => store.health.meaning(error))
  } catch (error) {
    client.destroy()
    if (error instanceof StoreError) throw error
    throw new StoreError(
      `Redis cannot be reached: ${problem || (error as Error).message}. Look at REDIS_URL.`,
    )
  }
}

/** A Redis that has just started reads what it has kept; that may take a while. */
async function loaded(client: RedisClient): Promise<void> {
  const start = performance.now()
  while (true) {
    try {
      await client.exists(`${PREFIX}secret`)
      return
    } catch (error) {
      if (!(error as Error).message.startsWith('LOADING') || performance.now() - start > LONGEST_LOADING)
        throw error
    }
    await delay(200)
  }
}

/** Policies under which a full Redis throws away what has no end of its own: ballots, rooms, lines. */
async function evictionSentence(client: RedisClient): Promise<string | undefined> {
  const told = await client.sendCommand(['INFO', 'memory']).catch(() => '')
  const valueOf = (name: string) => new RegExp(`^${name}:(.*?)\r?$`, 'm').exec(String(told))?.[1]
  const policy = valueOf('maxmemory_policy') ?? ''
  return Number(valueOf('maxmemory') ?? 0) > 0 && policy.startsWith('allkeys')
    ? `Redis erases questions and ballots when it is full (maxmemory-policy ${policy}). Set it to noeviction.`
    : undefined
}

/** What "recorded" means here is decided by how Redis keeps its own log. Some hosts do not tell. */
async function describe(client: RedisClient): Promise<Keeping> {
  const evicts = await evictionSentence(client)
  if (evicts) return { sentence: evicts, isLost: true }
  const settings = await client.configGet(['appendonly', 'appendfsync']).catch(() => undefined)
  const where = 'Questions and ballots are kept in Redis'
  if (!settings) return { sentence: `${where}; how long depends on how it is run.`, isLost: false }
  if (settings.appendonly !== 'yes')
    return {
      sentence: `${where}, whose log is switched off: what it has not saved by then is lost when Redis restarts.`,
      isLost: true,
    }
  return settings.appendfsync === 'always'
    ? { sentence: `${where}, each on its disk before it is acknowledged.`, isLost: false }
    : { sentence: `${where}; if its machine fails, the last second may be lost.`, isLost: false }
}

/** Every program that writes there notes its version; one that is older does not start. */
async function checkVersion(client: RedisClient): Promise<void> {
  const name = `${PREFIX}data-version`
  const version = await client.get(name)
  checkDataVersion(version === null ? undefined : Number(version), 'Redis')
  // A Redis that is full takes it at a later start.
  if (version === null) await client.set(name, String(DATA_VERSION)).catch(() => undefined)
}

/** Undefined: it is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

class RedisStore implements Store {
  readonly documents = new Documents()
  private readonly ballots: RedisBallots
  private readonly conversation: RedisLines
  readonly condition = new Condition()
  readonly health: RedisHealth
  private readonly emptiedListeners: (() => void)[] = []
  /** The secret. */
  private known: string | undefined

  constructor(
    private readonly client: RedisClient,
    readonly describes: Keeping,
  ) {
    this.health = new RedisHealth(client, this.condition, () => this.emptiedListeners.forEach(told => told()))
    this.ballots = new RedisBallots(client)
    this.conversation = new RedisLines(client)
  }

  async secret(): Promise<Buffer> {
    // A Redis that comes back empty has it from here, so that nodes that start later know the same people.
    // Read first: a Redis that is full takes no write, but has it.
    const made = this.known ?? randomBytes(32).toString('hex')
    let kept = await this.client.get(`${PREFIX}secret`)
    if (kept === null) {
      await this.client.set(`${PREFIX}secret`, made, { condition: 'NX' })
      kept = (await this.client.get(`${PREFIX}secret`))!
    }
    this.known = kept
    await this.health.holds()
    return Buffer.from(this.known, 'hex')
  }

  async loadRoom(code: string): Promise<KeptRoom | undefined> {
    const [version, document] = await this.client.hmGet(key(code, 'room'), ['version', 'document'])
    if (!version || !document) return undefined
    return this.documents.read(code, Number(version), parsed(document))
  }

  async createRoom(code: string, document: RoomDocument, now: number): Promise<boolean> {
    // First: a room that is not in the list would never be found again; one that is listed and missing is skipped.
    await this.client.sAdd(`${PREFIX}rooms`, code)
    const names = keys(code, 'room', 'erased')
    return (
      (await runScript(this.client, CREATE, names, [
        ...fieldsOf(document),
        String(now),
        String(CODE_REST),
      ])) === 1
    )
  }

  async saveRoom(code: string, version: number, document: RoomDocument): Promise<boolean> {
    const names = keys(code, 'room', 'ballots', 'tally', ...LINES)
    return (await runScript(this.client, SAVE, names, [String(version), ...fieldsOf(document)])) === 1
  }

  async eraseRoom(code: string, now: number): Promise<void> {
    const names = keys(code, 'erased', 'room', 'ballots', 'tally', ...LINES)
    await runScript(this.client, ERASE, names, [String(now), String(CODE_REST)])
    await this.client.sRem(`${PREFIX}rooms`, code)
    this.ballots.forget(code)
  }

  async listRooms(): Promise<RoomEntry[]> {
    const codes = await this.client.sMembers(`${PREFIX}rooms`)
    const load = (code: string) =>
      this.loadRoom(code).catch((error: unknown) => {
        if (error instanceof RoomSetAside) return undefined
        throw error
      })
    const rooms = await Promise.all(codes.map(load))
    return rooms.flatMap((room, index) =>
      room ? [{ code: codes[index]!, usedAt: room.document.usedAt, createdAt: room.document.createdAt }] : [],
    )
  }

  castBallot(code: string, ballot: Ballot, now: number): Promise<CastBallot | Refusal> {
    return this.ballots.cast(code, ballot, now)
  }

  ballotOf(code: string, pollId: string, voter: string): Promise<string | null> {
    return this.ballots.of(code, pollId, voter)
  }

  tally(code: string, pollId: string): Promise<Counts> {
    return this.ballots.tally(code, pollId)
  }

  appendLine(code: string, line: NewLine): Promise<AppendedLine | undefined> {
    return this.conversation.append(code, line)
  }

  lines(code: string, range: LineRange): Promise<Line[]> {
    return this.conversation.read(code, range)
  }

  extent(code: string): Promise<LineExtent> {
    return this.conversation.extent(code)
  }

  eraseLines(code: string, which: { seq: number } | { upTo: number }): Promise<number> {
    return this.conversation.erase(code, which)
  }

  async readNote(name: string): Promise<string | undefined> {
    return (await this.client.get(`${PREFIX}note:${name}`)) ?? undefined
  }

  async writeNote(name: string, text: string): Promise<void> {
    await this.client.set(`${PREFIX}note:${name}`, text)
  }

  /** Redis' own: servers whose clocks differ agree on it. */
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
    if (this.client.isReady) {
      const tooLate = delay(LONGEST_COMMAND, undefined, { ref: false })
      await Promise.race([this.client.close(), tooLate])
    }
    if (this.client.isOpen) this.client.destroy()
  }
}

function fieldsOf(document: RoomDocument): string[] {
  const { pollId } = document.poll
  return [
    JSON.stringify(document),
    JSON.stringify(votingRules(document.poll)),
    pollId,
    String(document.lesson),
  ]
}
