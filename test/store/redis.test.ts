/** Redis keeps the contract of every store, also where all keys of a step must lie in one slot. */
import { createClient } from '@redis/client'
import chunk from 'lodash/chunk'
import { expect } from 'chai'
import range from 'lodash/range'
import sumBy from 'lodash/sumBy'
import { openRedisStore } from '../../src/store/redis/open'
import type { Store } from '../../src/store/store'
import { describeStore } from './contract'
import { ballotRoom } from './contract-ballots'
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

withRedis('A vote in Redis', () => {
  it('takes as many commands beside five thousand different answers as beside ten', async () => {
    const redis = await startRedis()
    const store = await openRedisStore({ url: redis.url })
    const client = await createClient({ url: redis.url }).connect()
    /** How often commands on hashes, in which votes are kept, have been run, those of scripts included. */
    const commands = async () => {
      const lines = (await client.info('commandstats')).split('\n').filter(line => /^cmdstat_h/.test(line))
      return sumBy(lines, line => Number(/calls=(\d+)/.exec(line)![1]))
    }
    const cast = (voter: string, answer: string) =>
      store.castBallot('ACD346', { pollId: 'poll-1', voter, vote: `#\n${answer}` }, 1)
    const commandsOf = async (act: () => Promise<unknown>) => {
      const before = await commands()
      await act()
      return (await commands()) - before
    }
    const castAll = async (from: number, to: number) => {
      for (const part of chunk(range(from, to), 250))
        await Promise.all(part.map(index => cast(`voter-${index}`, `answer ${index}`)))
    }
    await store.createRoom('ACD346', ballotRoom(), 0)
    await castAll(0, 10)
    const beside10 = await commandsOf(() => cast('voter-0', 'changed'))
    await castAll(10, 5000)
    expect(await commandsOf(() => cast('voter-1', 'changed, too'))).to.equal(beside10)
    expect(beside10).to.be.greaterThan(2)
    await client.close()
    await store.close()
    await redis.kill()
  })
})
