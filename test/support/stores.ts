/**
 * Decides what the apps of a test keep things in: a folder, or with `TEST_STORE=redis` a Redis that stands for the
 * folder.
 */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { openLmdbStore } from '../../src/store/lmdb/open'
import { openRedisStore } from '../../src/store/redis/open'
import type { Store } from '../../src/store/store'
import { startRedis, type RedisServer } from './redis-server'

/** Puts every app that names no store of its own on a Redis of its own: all that works without Redis works with it. */
const TESTS_ON_REDIS = process.env['TEST_STORE'] === 'redis'

/** Tests of what only the embedded store has, such as files; with all apps on Redis there is nothing of it to test. */
export function onEmbeddedStore(define: () => void): void {
  if (!TESTS_ON_REDIS) define()
}

/** Where a test is not of Redis itself, a busy machine is not taken for a Redis that is away. */
const COMMAND_TIMEOUT_MS = 30_000

const redisOf = new Map<string, Promise<RedisServer>>()

/** The Redis that stands for a data folder: the same one for an app that is started again. */
function redisFor(folder: string): Promise<RedisServer> {
  const redis = redisOf.get(folder) ?? startRedis()
  redisOf.set(folder, redis)
  return redis
}

/** The store of this data folder; as all tests, on a Redis where they are to be. */
export async function openStoreOf(folder: string): Promise<Store> {
  return TESTS_ON_REDIS
    ? openRedisStore({ url: (await redisFor(folder)).url }, COMMAND_TIMEOUT_MS)
    : openLmdbStore(folder, 'Kept in a test.')
}

/** The address of that Redis; undefined where apps keep things in their folder. */
export async function redisUrlOf(folder: string): Promise<string | undefined> {
  return TESTS_ON_REDIS ? (await redisFor(folder)).url : undefined
}

/** All that is kept for this data folder, as it lies on the disk. */
export async function keptOf(folder: string): Promise<string> {
  const kept = TESTS_ON_REDIS ? (await redisFor(folder)).folder : folder
  const files = readdirSync(kept, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  return files.map(({ parentPath, name }) => readFileSync(path.join(parentPath, name), 'latin1')).join()
}

/** Ends every Redis that stands for a folder; the apps on them must have ended before. */
export async function endStores(): Promise<void> {
  for (const redis of redisOf.values()) await (await redis).kill()
  redisOf.clear()
}
