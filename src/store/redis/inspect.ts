/** Looks at a Redis for the doctor: whether servers could use it. The key that it writes for that is removed again. */
import { randomUUID } from 'node:crypto'
import type { Keeping } from '../../core/protocol/presenter'
import { checkDataVersion } from '../documents'
import { StoreError } from '../errors'
import { withTimeout } from '../../with-timeout'
import { redisClient, type RedisAddress, type RedisClient } from './client'
import { redisTrouble } from './health'
import { DATA_VERSION_KEY, PREFIX } from './keys'
import { CONNECT_TIMEOUT_MS, describe, evictionSentence } from './open'

/** Milliseconds after which the key expires if it could not be removed. */
const PROBE_LASTS_MS = 10_000
/** Round trips of which the median is told. */
const PINGS = 9

export interface RedisState {
  /** As Redis says: `7.2.4`; undefined where it hides it. */
  server: string | undefined
  /** A sentence if a full Redis would erase ballots. */
  evicts: string | undefined
  /** How durable a recorded write is. */
  keeping: Keeping
  /** Milliseconds: the median of some pings. */
  roundTripMs: number
  /** Milliseconds since 1970 by its clock, and by this computer's at the same moment. */
  now: { there: number; here: number }
}

/** Throws a StoreError with a sentence if servers could not use it. */
export async function inspectRedis(address: RedisAddress): Promise<RedisState> {
  const client = redisClient(address)
  let problem = ''
  client.on(
    'error',
    (error: NodeJS.ErrnoException) => void (problem = error.message || (error.code ?? '') || problem),
  )
  try {
    await withTimeout(client.connect(), CONNECT_TIMEOUT_MS, 'no answer').catch((error: Error) => {
      throw new StoreError(`Redis cannot be reached: ${problem || error.message}. Look at REDIS_URL.`)
    })
    return await withTimeout(stateOf(client), CONNECT_TIMEOUT_MS, 'no answer')
  } catch (error) {
    if (error instanceof StoreError) throw error
    throw new StoreError(redisTrouble(error))
  } finally {
    client.destroy()
  }
}

async function stateOf(client: RedisClient): Promise<RedisState> {
  const version = await client.get(DATA_VERSION_KEY)
  checkDataVersion(version === null ? undefined : Number(version), 'Redis')
  const probe = `${PREFIX}doctor:${randomUUID()}`
  await client.set(probe, '1', { expiration: { type: 'PX', value: PROBE_LASTS_MS } })
  await client.del(probe)
  const trips: number[] = []
  for (let ping = 0; ping < PINGS; ping++) {
    const start = performance.now()
    await client.ping()
    trips.push(performance.now() - start)
  }
  const before = Date.now()
  const [seconds, micros] = (await client.sendCommand(['TIME'])) as unknown as [string, string]
  const info = await client.info('server').catch(() => '')
  return {
    server: /^redis_version:(\S+)/m.exec(info)?.[1],
    evicts: await evictionSentence(client),
    keeping: await describe(client),
    roundTripMs: trips.sort((one, other) => one - other)[Math.floor(PINGS / 2)]!,
    now: { there: Number(seconds) * 1000 + Number(micros) / 1000, here: before },
  }
}
