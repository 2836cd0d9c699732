/**
 * Watches whether Redis can be written and still holds its data: away, full, a replica, emptied. Logs each change
 * once.
 */
import { ErrorReply } from '@redis/client'
import { randomUUID } from 'node:crypto'
import type { Condition } from '../condition'
import type { RedisClient } from './client'
import { PREFIX } from './keys'
import { StoreError, StoreTrouble } from '../errors'
import { withTimeout } from '../../with-timeout'

/** Between two looks. */
const LOOK_INTERVAL_MS = 1000
/** In which Redis answers a look. */
const ANSWER_TIMEOUT_MS = 3000
/** How long the little that each look writes is kept. */
const PROBE_LASTS_MS = 60_000
/** Between two attempts to reach another Redis under the same name, while this one is a replica. */
const RECONNECT_INTERVAL_MS = 5000

const REFUSED = 'Ballots and lines are refused'
/** By the first word of Redis' error. */
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

/** First words of errors that are ours to mend: Redis itself is well. */
const OUR_FAULTS = ['ERR', 'WRONGTYPE', 'NOSCRIPT', 'CROSSSLOT']

/** The first word of Redis' error; before Redis 7 a script has it behind a sentence of its own. */
function wordOf(message: string): string {
  const inScript = /^ERR Error running script.* -([A-Z]+) /s.exec(message)
  return inScript?.[1] ?? message.split(' ')[0]!
}

/** Whether it is Redis that is in trouble, or how it is reached; not what it was asked. */
function isTrouble(error: unknown): boolean {
  if (error instanceof ErrorReply) return !OUR_FAULTS.includes(wordOf(error.message))
  const isOurs = [TypeError, RangeError, SyntaxError, ReferenceError].some(kind => error instanceof kind)
  return !isOurs && !(error instanceof StoreError)
}

/** What a failure of Redis means, in a sentence. */
export function redisTrouble(error: unknown): string {
  const { message, code, name } = error as NodeJS.ErrnoException
  const problem = message || code || name
  return SENTENCES[wordOf(problem)] ?? `Redis is away (${problem}). ${REFUSED} until it is back.`
}

export class RedisHealth {
  private readonly timer = setInterval(() => void this.look(), LOOK_INTERVAL_MS).unref()
  private looking: Promise<void> | undefined
  private reconnectedAt = -Infinity
  /** The mark of what is kept, which has been there; undefined: nothing has been yet. */
  private mark: string | undefined

  constructor(
    private readonly client: RedisClient,
    private readonly condition: Condition,
    private readonly emptied: () => void,
  ) {
    client.on('ready', () => void this.look())
    client.on('error', error => this.failed(error))
  }

  /** From now on a Redis without this mark has lost what it kept, even if another node has begun anew there meanwhile. */
  async holds(): Promise<void> {
    const name = `${PREFIX}mark`
    let mark = await this.client.get(name)
    if (mark === null) {
      // A Redis that is full takes it later.
      await this.client.set(name, randomUUID(), { condition: 'NX' }).catch(() => undefined)
      mark = await this.client.get(name)
    }
    this.mark = mark ?? ''
  }

  /** Looks now; rejects with the trouble in a sentence. */
  async check(): Promise<void> {
    await this.look()
    if (this.condition.trouble !== undefined) throw new StoreError(this.condition.trouble)
  }

  /** What to make of a command's failure: of a trouble of Redis the condition tells, once, and the log needs no more. */
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
      const isEmpty = await withTimeout(this.isEmpty(), ANSWER_TIMEOUT_MS, 'no answer')
      this.condition.set(isEmpty ? EMPTY : undefined)
      if (isEmpty) this.emptied()
    } catch (error) {
      this.failed(error)
    }
  }

  /** Writes, too: only so a Redis that is full, or a replica, shows. */
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
    // By our own doing: it is the replica that is the trouble.
    if (isAway(trouble) && performance.now() - this.reconnectedAt < RECONNECT_INTERVAL_MS) return
    // Each attempt fails in a way of its own; that is no news.
    if (!(isAway(trouble) && isAway(this.condition.trouble))) this.condition.set(trouble)
    if (trouble === SENTENCES['READONLY']) this.reconnect()
  }

  /** The main Redis may have another address by now, under the same name. */
  private reconnect(): void {
    const now = performance.now()
    if (now - this.reconnectedAt < RECONNECT_INTERVAL_MS) return
    this.reconnectedAt = now
    void this.client.sendCommand(['QUIT']).catch(() => undefined)
  }
}
