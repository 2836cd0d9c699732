/** Redis keeps the contract of every store, also where all keys of a step must lie in one slot. */
import { createClient } from '@redis/client'
import { openRedisStore } from '../../src/store/redis/open'
import type { Store } from '../../src/store/store'
import { describeStore } from './contract'
import { startRedis, startRedisCluster, withRedis, type RedisServer } from '../support/redis-server'

for (const [name, start] of [
  ['Redis', startRedis],
  ['Redis Cluster', startRedisCluster],
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
