/** Redis keeps the contract of every store, also where all keys of a step must lie in one slot. */
import { createClient } from '@redis/client'
import times from 'lodash/times'
import { setTimeout as sleep } from 'node:timers/promises'
import { openRedisStore } from '../../src/store/redis/open'
import type { Store } from '../../src/store/store'
import { describeStore } from './contract'
import { startRedis, withRedis, type RedisServer } from '../support/redis-server'

const SLOTS = 16_384

/** A cluster of one: it has all slots, and refuses a step whose keys do not lie in one. */
async function startCluster(): Promise<RedisServer> {
  const redis = await startRedis({ 'cluster-enabled': 'yes' })
  const client = await createClient({ url: redis.url }).connect()
  await client.clusterAddSlots(times(SLOTS))
  while (!(await client.clusterInfo()).includes('cluster_state:ok')) await sleep(20)
  await client.close()
  return redis
}

for (const [name, start] of [
  ['Redis', startRedis],
  ['Redis Cluster', startCluster],
] as const)
  withRedis(`With ${name}`, () => {
    let redis: RedisServer
    const opened = new Set<Store>()
    before(async () => (redis = await start()))
    after(() => redis.kill())
    afterEach(async () => {
      for (const store of opened) await store.close()
      opened.clear()
    })

    async function open(): Promise<Store> {
      const store = await openRedisStore({ url: redis.url })
      opened.add(store)
      return store
    }

    describeStore(name, async () => {
      const client = await createClient({ url: redis.url }).connect()
      await client.flushAll()
      await client.close()
      const store = await open()
      return {
        store,
        async reopen() {
          opened.delete(store)
          await store.close()
          return open()
        },
      }
    })
  })
