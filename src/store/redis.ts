/** Owns the store that many nodes share: Redis. Each step is one atomic script; what it decides, core has decided. */
import { createHash, randomBytes } from 'node:crypto'
import { HOUSE } from '../core/codes'
import type { Counts, Keeping, Refusal, RoomEntry } from '../core/events'
import { votingRules, type RoomDocument } from '../core/lecture'
import { decideVote, type VotingRules } from '../core/poll'
import { refuse } from '../core/refusals'
import type { Line } from '../core/talk'
import { redisClient, type RedisAddress, type RedisClient } from './redis-client'
import { APPEND, CAST, CREATE, DELETE, ERASE, FORGET_OLDER, SAVE } from './redis-scripts'
import {
  CODE_REST,
  MAX_DELETED,
  MAX_LINES,
  StoreError,
  type AppendedLine,
  type Ballot,
  type CastBallot,
  type KeptRoom,
  type LineExtent,
  type LineRange,
  type NewLine,
  type Store,
} from './store'

/** Times a ballot is decided again because the rules have changed meanwhile. */
const MAX_TRIES = 5
/** Milliseconds in which Redis must be reached at the start. */
const LONGEST_START = 5000
const PREFIX = 'ask:'
/** Where the lines of a room are, besides their numbers. */
const LINES = ['lines', 'line-keys', 'line-marks', 'deleted']

/**
 * Opens the store. Throws a StoreError with a sentence when Redis cannot be reached at the start; later it may go and
 * come back, and meanwhile everything that would have to be recorded is rejected.
 * @param onChange told when Redis goes away, and when it is back
 */
export async function openRedisStore(
  address: RedisAddress,
  onChange: (isAway: boolean) => void = () => {},
): Promise<Store> {
  const client = redisClient(address)
  let problem = ''
  let isAway = false
  client.on('error', (error: Error) => {
    problem = error.message || (error as NodeJS.ErrnoException).code || error.name
    if (isOpen && !isAway) onChange((isAway = true))
  })
  client.on('ready', () => {
    if (isAway) onChange((isAway = false))
  })
  let isOpen = false
  // Its own attempts would go on for ever; a start that cannot reach Redis ends.
  const tooLate = new Promise<never>((_resolve, reject) =>
    setTimeout(() => reject(new Error('no answer')), LONGEST_START).unref(),
  )
  try {
    await Promise.race([client.connect(), tooLate])
    isOpen = true
    return new RedisStore(client, await describe(client))
  } catch (error) {
    client.destroy()
    throw new StoreError(
      `Redis cannot be reached: ${problem || (error as Error).message}. Look at REDIS_URL.`,
    )
  }
}

/** What "recorded" means here is decided by how Redis keeps its own log. Some hosts do not tell. */
async function describe(client: RedisClient): Promise<Keeping> {
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

class RedisStore implements Store {
  /** The rules last seen of each room, so that most ballots take one step. */
  private readonly rules = new Map<string, string>()
  /** The secret. */
  private known: string | undefined

  constructor(
    private readonly client: RedisClient,
    readonly describes: Keeping,
  ) {}

  async secret(): Promise<Buffer> {
    // A Redis that comes back empty has it from here, so that nodes that start later know the same people.
    this.known ??= randomBytes(32).toString('hex')
    await this.client.set(`${PREFIX}secret`, this.known, { condition: 'NX' })
    this.known = (await this.client.get(`${PREFIX}secret`))!
    return Buffer.from(this.known, 'hex')
  }

  async loadRoom(code: string): Promise<KeptRoom | undefined> {
    const [version, document] = await this.client.hmGet(key(code, 'room'), ['version', 'document'])
    if (!version || !document) return undefined
    return { version: Number(version), document: JSON.parse(document) as RoomDocument }
  }

  async createRoom(code: string, document: RoomDocument, now: number): Promise<boolean> {
    // First: a room that is not in the list would never be found again; one that is listed and missing is skipped.
    await this.client.sAdd(`${PREFIX}rooms`, code)
    const names = keys(code, 'room', 'erased')
    return (await this.run(CREATE, names, [...fieldsOf(document), String(now), String(CODE_REST)])) === 1
  }

  async saveRoom(code: string, version: number, document: RoomDocument): Promise<boolean> {
    const names = keys(code, 'room', 'ballots', 'tally', ...LINES)
    return (await this.run(SAVE, names, [String(version), ...fieldsOf(document)])) === 1
  }

  async eraseRoom(code: string, now: number): Promise<void> {
    const names = keys(code, 'erased', 'room', 'ballots', 'tally', ...LINES)
    await this.run(ERASE, names, [String(now), String(CODE_REST)])
    await this.client.sRem(`${PREFIX}rooms`, code)
    this.rules.delete(code)
  }

  async listRooms(): Promise<RoomEntry[]> {
    const codes = await this.client.sMembers(`${PREFIX}rooms`)
    const rooms = await Promise.all(codes.map(code => this.loadRoom(code)))
    return rooms.flatMap((room, index) =>
      room ? [{ code: codes[index]!, usedAt: room.document.usedAt, createdAt: room.document.createdAt }] : [],
    )
  }

  /** Core decides by the rules as they were last seen; the script records only while they are the same. */
  async castBallot(
    code: string,
    { pollId, voter, choice }: Ballot,
    now: number,
  ): Promise<CastBallot | Refusal> {
    const names = keys(code, 'room', 'ballots', 'tally')
    let known = this.rules.get(code) ?? (await this.client.hGet(key(code, 'room'), 'rules'))
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      if (known === null || known === undefined) return refuse('no-such-room')
      this.rules.set(code, known)
      const refusal = decideVote(JSON.parse(known) as VotingRules, { pollId, choice }, now)
      // A refusal counts only by the rules as they are now.
      const current: string | null = refusal ? await this.client.hGet(key(code, 'room'), 'rules') : known
      if (refusal && current === known) return refusal
      if (!refusal) {
        const [isCast, told] = (await this.run(CAST, names, [known, voter, choice ?? ''])) as [
          number,
          string | null,
        ]
        if (isCast === 1) return { ok: true, before: told }
        known = told
      } else known = current
    }
    return refuse('not-recorded')
  }

  async ballotOf(code: string, pollId: string, voter: string): Promise<string | null> {
    const [current, choice] = await Promise.all([
      this.client.hGet(key(code, 'room'), 'pollId'),
      this.client.hGet(key(code, 'ballots'), voter),
    ])
    return current === pollId ? choice : null
  }

  async tally(code: string, pollId: string): Promise<Counts> {
    const both = this.client.multi().hGet(key(code, 'room'), 'pollId').hGetAll(key(code, 'tally'))
    const [current, counts] = await both.execTyped()
    if (current !== pollId) return {}
    return Object.fromEntries(Object.entries(counts).map(([letter, votes]) => [letter, Number(votes)]))
  }

  async appendLine(code: string, line: NewLine): Promise<AppendedLine | undefined> {
    const names = keys(code, 'room', ...LINES)
    const values = [JSON.stringify(line), `${line.from} ${line.key}`, String(line.at), String(MAX_LINES)]
    const kept = (await this.run(APPEND, names, values)) as [number, number, number] | null
    return kept ? { seq: kept[0], at: kept[1], isNew: kept[2] === 1 } : undefined
  }

  async lines(code: string, { limit, before = Infinity, after = 0 }: LineRange): Promise<Line[]> {
    const below = before === Infinity ? '+inf' : `(${before}`
    const found = await this.client.zRange(key(code, 'lines'), below, `(${after}`, {
      BY: 'SCORE',
      REV: true,
      LIMIT: { offset: 0, count: limit },
    })
    return found.reverse().map(text => {
      const space = text.indexOf(' ')
      return { ...(JSON.parse(text.slice(space)) as NewLine), seq: Number(text.slice(0, space)) }
    })
  }

  async extent(code: string): Promise<LineExtent> {
    const both = this.client
      .multi()
      .hmGet(key(code, 'room'), ['first', 'last'])
      .lRange(key(code, 'deleted'), 0, -1)
    const [[first, last], deleted] = await both.execTyped()
    return { first: Number(first ?? 1), last: Number(last ?? 0), deleted: deleted.map(Number) }
  }

  async eraseLines(code: string, which: { seq: number } | { olderThan: number }): Promise<number> {
    const erased =
      'seq' in which
        ? this.run(DELETE, keys(code, 'lines', 'deleted'), [String(which.seq), String(MAX_DELETED)])
        : this.run(FORGET_OLDER, keys(code, 'room', ...LINES), [
            String(Math.min(which.olderThan, Number.MAX_SAFE_INTEGER)),
          ])
    return (await erased) as number
  }

  async check(): Promise<void> {
    await this.client.ping()
  }

  async close(): Promise<void> {
    if (this.client.isReady) await this.client.close()
    else this.client.destroy()
  }

  private async run(script: string, names: string[], values: string[]): Promise<unknown> {
    const options = { keys: names, arguments: values }
    try {
      return await this.client.evalSha(shaOf(script), options)
    } catch (error) {
      if (!(error as Error).message.startsWith('NOSCRIPT')) throw error
      return this.client.eval(script, options)
    }
  }
}

const shas = new Map<string, string>()

function shaOf(script: string): string {
  const sha = shas.get(script) ?? createHash('sha1').update(script).digest('hex')
  shas.set(script, sha)
  return sha
}

/** All keys of a room share a hash tag, and so a slot of a cluster. An empty tag would be none. */
function key(code: string, name: string): string {
  return `${PREFIX}{${code === HOUSE ? 'house' : code}}:${name}`
}

function keys(code: string, ...names: string[]): string[] {
  return names.map(name => key(code, name))
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
