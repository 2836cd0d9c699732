/** Measures what a message of another node costs: one node receives very many, of a room in which somebody is. */
import { Server } from 'socket.io'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Subtotal } from '../../src/core/protocol/node-events'
import { connectTransport } from '../../src/sockets/cluster/redis-transport'
import type { Scripts } from './build'
import { Child } from './child'
import type { GeneratorMethods } from './load/generator'
import { startRedis } from './redis'
import type { ServerMethods } from './servers/host'
import { median } from './statistics'

const [FEW, MANY] = [100, 2000]
const SECONDS = 4
const ROUNDS = 5
/** As `servers/node` has it: what nodes tell each other is sealed by it. */
const KEY = 'the-key-of-the-bench'
const TICK = 10
const VOTERS = 6
const [SERVER_CORE, OTHER_CORE] = [0, 1]

/** Microseconds of CPU: a node's for each message that it takes in, Redis' for each copy that it sends. */
export async function measureMessages(scripts: Scripts): Promise<{ message: number; copy: number }> {
  const redis = await startRedis(OTHER_CORE)
  const node = new Child<ServerMethods>(scripts.node, SERVER_CORE, ['--expose-gc'], { REDIS_URL: redis.url })
  const crowd = new Child<GeneratorMethods>(scripts.generator, OTHER_CORE)
  const transport = await connectTransport(new Server(), {
    address: { url: redis.url },
    secret: KEY,
    unreadable: () => undefined,
  })
  let said = 0
  const say = (count: number) => {
    for (let index = 0; index < count; index++) {
      const subtotal: Subtotal = {
        pollId: '',
        counts: {},
        ballots: 0,
        connected: ++said,
        voted: 0,
        present: said,
        online: 0,
      }
      transport.emit('told', 'another', said, [['', 'totals', subtotal]])
    }
  }
  async function work(perSecond: number): Promise<{ node: number; redis: number }> {
    const [before, redisBefore] = [await node.ask('usage', { tidy: true }), await redis.work()]
    const start = performance.now()
    for (let tick = 1; tick * TICK <= SECONDS * 1000; tick++) {
      say((perSecond * TICK) / 1000)
      await sleep(Math.max(0, start + tick * TICK - performance.now()))
    }
    const [after, redisAfter] = [await node.ask('usage', { tidy: false }), await redis.work()]
    return { node: after.cpu - before.cpu, redis: redisAfter.cpu - redisBefore.cpu }
  }
  try {
    const port = await node.ask('listen', undefined)
    await crowd.ask('join', { server: 'ours', port, voters: VOTERS })
    await work(MANY)
    // The announcements are the same in both.
    const rounds: { message: number; copy: number }[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const [quiet, busy] = [await work(FEW), await work(MANY)]
      const more = (MANY - FEW) * SECONDS
      // One copy goes to the node, one back to the sender.
      rounds.push({ message: (busy.node - quiet.node) / more, copy: (busy.redis - quiet.redis) / more / 2 })
    }
    return {
      message: median(rounds.map(({ message }) => message)),
      copy: median(rounds.map(({ copy }) => copy)),
    }
  } finally {
    transport.close()
    await Promise.all([node.end(), crowd.end()])
    await redis.end()
  }
}
