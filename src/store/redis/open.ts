/** Opens the store on a Redis: waits until it is ready, and describes how durable it is. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Keeping } from '../../core/protocol/presenter'
import { checkDataVersion, DATA_VERSION } from '../documents'
import { StoreError } from '../errors'
import type { Store } from '../store'
import { withCommandTimeout } from '../command-timeout'
import { withTimeout } from '../../with-timeout'
import { redisClient, type RedisAddress, type RedisClient } from './client'
import { DATA_VERSION_KEY, PREFIX } from './keys'
import { markVersion } from './version'
import { COMMAND_TIMEOUT_MS, RedisStore } from './store'

/** Milliseconds in which Redis must be reached at the start. */
export const CONNECT_TIMEOUT_MS = 5000
/** Milliseconds in which Redis must have loaded its data. */
const LOADING_TIMEOUT_MS = 60_000
/** Milliseconds between two checks whether it has. */
const LOADING_INTERVAL_MS = 200

/**
 * Opens the store. Throws a StoreError with a sentence if Redis cannot be reached at the start. Later, while Redis is
 * unreachable, every write is rejected and the condition gives the reason. A command that Redis
 * does not answer within `commandTimeoutMs` is rejected, too.
 */
export async function openRedisStore(
  address: RedisAddress,
  commandTimeoutMs = COMMAND_TIMEOUT_MS,
): Promise<Store> {
  const client = redisClient(address)
  let problem = ''
  const note = (error: Error) => void (problem = error.message || (error as NodeJS.ErrnoException).code || '')
  client.on('error', note)
  try {
    // The client would retry for ever, but a start that cannot reach Redis must fail.
    await withTimeout(client.connect(), CONNECT_TIMEOUT_MS, 'no answer')
    await loaded(client)
    await checkVersion(client)
    const store = new RedisStore(client, await describe(client))
    return withCommandTimeout(store, commandTimeoutMs, error => store.health.meaning(error))
  } catch (error) {
    client.destroy()
    if (error instanceof StoreError) throw error
    throw new StoreError(
      `Redis cannot be reached: ${problem || (error as Error).message}. Look at REDIS_URL.`,
    )
  }
}

/** Waits until a Redis that has just started has loaded its data. */
async function loaded(client: RedisClient): Promise<void> {
  const start = performance.now()
  while (true) {
    try {
      await client.exists(`${PREFIX}secret`)
      return
    } catch (error) {
      if (!(error as Error).message.startsWith('LOADING') || performance.now() - start > LOADING_TIMEOUT_MS)
        throw error
    }
    await delay(LOADING_INTERVAL_MS)
  }
}

/** A warning if a full Redis evicts keys without an expiry: ballots, rooms, lines. */
export async function evictionSentence(client: RedisClient): Promise<string | undefined> {
  const info = await client.info('memory').catch(() => '')
  const valueOf = (name: string) => new RegExp(`^${name}:(.*?)\r?$`, 'm').exec(info)?.[1]
  const policy = valueOf('maxmemory_policy') ?? ''
  return Number(valueOf('maxmemory') ?? 0) > 0 && policy.startsWith('allkeys')
    ? `Redis erases questions and ballots when it is full (maxmemory-policy ${policy}). Set it to noeviction.`
    : undefined
}

/** How durable a recorded write is, by the settings of Redis' append-only file. Some hosts hide them. */
export async function describe(client: RedisClient): Promise<Keeping> {
  const evicts = await evictionSentence(client)
  if (evicts) return { sentence: evicts, isLost: true }
  const settings = await client.configGet(['appendonly', 'appendfsync']).catch(() => undefined)
  const where = 'Questions and ballots are kept in Redis'
  if (!settings) return { sentence: `${where}; how long depends on how it is run.`, isLost: false }
  if (settings['appendonly'] !== 'yes')
    return {
      sentence: `${where}, whose log is switched off: what it has not saved by then is lost when Redis restarts.`,
      isLost: true,
    }
  return settings['appendfsync'] === 'always'
    ? { sentence: `${where}, each on its disk before it is acknowledged.`, isLost: false }
    : { sentence: `${where}; if its machine fails, the last second may be lost.`, isLost: false }
}

/**
 * Marks the data as of this version, unless it is of a newer one: then throws. Nodes of an earlier version that run
 * already go on; they look at their start only.
 */
async function checkVersion(client: RedisClient): Promise<void> {
  const check = (version: string | null) =>
    checkDataVersion(version === null ? undefined : Number(version), 'Redis')
  const version = await client.get(DATA_VERSION_KEY)
  check(version)
  if (version === String(DATA_VERSION)) return
  // A node of a newer version may start at this moment: its mark stays. If Redis is full, a later start writes it.
  const found = await markVersion(client).catch(() => null)
  check(found)
}
