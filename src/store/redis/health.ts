/**
 * Checks whether Redis is reachable, writable and still holds its data. Reports each change
 * once.
 */
import { ErrorReply } from '@redis/client'
import { randomUUID } from 'node:crypto'
import type { Condition } from '../condition'
import type { RedisClient } from './client'
import { PREFIX } from './keys'
import { StoreError, StoreTrouble } from '../errors'
import { Timing } from '../timing'
import { withTimeout } from '../../with-timeout'

/** Milliseconds between two checks. */
const LOOK_INTERVAL_MS = 1000
/** Milliseconds in which Redis must answer a check. */
const ANSWER_TIMEOUT_MS = 3000
/** Milliseconds after which the key that each check writes expires. */
const PROBE_LASTS_MS = 60_000
/** Milliseconds between two reconnections under the same host name, while the connected Redis is a replica. */
const RECONNECT_INTERVAL_MS = 5000

const REFUSED = 'Ballots and lines are refused'
/** Sentences by the first word of Redis' error. */
const SENTENCES: Record<string, string> = {
  OOM: `Redis is full (maxmemory). ${REFUSED} until it has room.`,
  READONLY: `Redis is a replica here, which cannot be written. ${REFUSED} until REDIS_URL leads to the main one.`,
  LOADING: `Redis is still reading what it has kept. ${REFUSED} until it has.`,
  MISCONF: `Redis cannot save to its disk. ${REFUSED} until it can.`,
  NOREPLICAS: `Redis has too few replicas. ${REFUSED} until it has enough.`,
  NOAUTH: `Redis wants a password. ${REFUSED} until REDIS_URL has it.`,
  WRONGPASS: `Redis refuses the password. ${REFUSED} until REDIS_URL has the right one.`,
  NOPERM: `The user in REDIS_URL may not write to Redis. ${REFUSED} until it may.`,
}
const EMPTY =
  'Redis has lost what it kept: was it flushed, or does it evict? Rooms in which somebody is begin anew in a moment.'

/** First words of errors that are bugs of this program: Redis itself works. */
const OUR_FAULTS = ['ERR', 'WRONGTYPE', 'NOSCRIPT', 'CROSSSLOT']

/** The first word of Redis' error; before Redis 7, the error of a script has a sentence before it. */
function wordOf(message: string): string {
  const inScript = /^ERR Error running script.* -([A-Z]+) /s.exec(message)
  return inScript?.[1] ?? message.split(' ')[0]!
}

/** Whether Redis or the connection has failed, and not the command. */
function isTrouble(error: unknown): boolean {
  if (error instanceof ErrorReply) return !OUR_FAULTS.includes(wordOf(error.message))
  const isOurs = [TypeError, RangeError, SyntaxError, ReferenceError].some(kind => error instanceof kind)
  return !isOurs && !(error instanceof StoreError)
}

/** A sentence for a failure of Redis. */
export function redisTrouble(error: unknown): string {
  const { message, code, name } = error as NodeJS.ErrnoException
  const problem = message || code || name
  return SENTENCES[wordOf(problem)] ?? `Redis is away (${problem}). ${REFUSED} until it is back.`
}

export class RedisHealth {
  readonly timing = new Timing('redis-round-trip')
  private readonly timer = setInterval(() => void this.look(), LOOK_INTERVAL_MS).unref()
  private looking: Promise<void> | undefined
  private reconnectedAt = -Infinity
  /** The mark of the data that this node has seen in Redis; undefined: none yet. */
  private mark: string | undefined

  constructor(
    private readonly client: RedisClient,
    private readonly condition: Condition,
    private readonly emptied: () => void,
  ) {
    client.on('ready', () => void this.look())
    client.on('error', error => this.failed(error))
  }

  /** From now on, a Redis without this mark has lost its data, even if another node has written new data meanwhile. */
  async holds(): Promise<void> {
    const name = `${PREFIX}mark`
    let mark = await this.client.get(name)
    if (mark === null) {
      // If Redis is full, it is written later.
      await this.client.set(name, randomUUID(), { condition: 'NX' }).catch(() => undefined)
      mark = await this.client.get(name)
    }
    this.mark = mark ?? ''
  }

  /** Checks now; rejects with an error whose message is a sentence. */
  async check(): Promise<void> {
    await this.look()
    if (this.condition.trouble !== undefined) throw new StoreError(this.condition.trouble)
  }

  /** The error to report for a failed command: trouble of Redis is reported once, by the condition. */
  meaning(error: unknown): unknown {
    if (!isTrouble(error)) return error
    this.failed(error)
    return new StoreTrouble(redisTrouble(error))
  }

  stop(): void {
    clearInterval(this.timer)
  }

  private look(): Promise<void> {
    this.looking ??= this.lookOnce().finally(() => (this.looking = undefined))
    return this.looking
  }

  private async lookOnce(): Promise<void> {
    try {
      const isEmpty = await withTimeout(
        this.timing.of(() => this.isEmpty()),
        ANSWER_TIMEOUT_MS,
        'no answer',
      )
      this.condition.set(isEmpty ? EMPTY : undefined)
      if (isEmpty) this.emptied()
    } catch (error) {
      this.failed(error)
    }
  }

  /** Also writes, because only a write shows that Redis is full or a replica. */
  private async isEmpty(): Promise<boolean> {
    const { mark } = this
    const [found, secrets] = await Promise.all([
      this.client.get(`${PREFIX}mark`),
      this.client.exists(`${PREFIX}secret`),
      this.client.set(`${PREFIX}probe`, '1', { expiration: { type: 'PX', value: PROBE_LASTS_MS } }),
    ])
    if (mark === undefined || mark !== this.mark) return false
    if (mark === '' && secrets === 1) void this.holds().catch(() => undefined)
    return secrets === 0 || (mark !== '' && found !== mark)
  }

  private failed(error: unknown): void {
    const trouble = redisTrouble(error)
    const isAway = (sentence = '') => sentence.startsWith('Redis is away')
    // We closed this connection ourselves; the cause is still the replica.
    if (isAway(trouble) && performance.now() - this.reconnectedAt < RECONNECT_INTERVAL_MS) return
    // Attempts to reconnect fail with different errors; do not report each.
    if (!(isAway(trouble) && isAway(this.condition.trouble))) this.condition.set(trouble)
    if (trouble === SENTENCES['READONLY']) this.reconnect()
  }

  /** Reconnects, because the host name may now lead to the primary. */
  private reconnect(): void {
    const now = performance.now()
    if (now - this.reconnectedAt < RECONNECT_INTERVAL_MS) return
    this.reconnectedAt = now
    void this.client.sendCommand(['QUIT']).catch(() => undefined)
  }
}
