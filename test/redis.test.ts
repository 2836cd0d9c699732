/** Redis keeps the contract of every store. */
import { createClient } from '@redis/client'
import { openRedisStore } from '../src/store/redis'
import type { Store } from '../src/store/store'
import { describeStore } from './contract'
import { startRedis, withRedis, type RedisServer } from './redis-server'

withRedis('With a Redis', () => {
  let redis: RedisServer
  const opened = new Set<Store>()
  before(async () => (redis = await startRedis()))
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

  describeStore('Redis', async () => {
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
