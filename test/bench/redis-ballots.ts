/** Measures how many ballots Redis takes: very many at once, each on its disk before it is acknowledged. */
import { randomUUID } from 'node:crypto'
import { newRoom } from '../../src/core/room/document'
import type { Question } from '../../src/core/protocol/poll'
import { decide } from '../../src/core/room/presenter-commands'
import { openRedisStore } from '../../src/store/redis/open'
import { startRedis } from './redis'
import { median } from './statistics'

const OTHER_CORE = 1
const BALLOTS = 20_000
/** On their way at a time, as of a hall that votes at once. */
const AT_ONCE = 500
const ROUNDS = 5
const QUESTION: Question = {
  text: '',
  choices: ['', '', '', ''],
  kind: 'ballot',
  results: 'live',
  right: null,
}

export interface RedisBallots {
  /** Acknowledged a second, by one node that does nothing else. */
  perSecond: number
  /** Microseconds of Redis' CPU for each. */
  redis: number
  /** Microseconds of the node's CPU for each. */
  node: number
}

/** Casts them through the store itself; without sockets, for those are measured elsewhere. */
export async function measureRedisBallots(): Promise<RedisBallots> {
  const redis = await startRedis(OTHER_CORE, true)
  const store = await openRedisStore({ url: redis.url })
  try {
    const about = { now: Date.now(), newId: randomUUID, tally: new Map() }
    const decided = decide(newRoom('', about), { name: 'ask', question: QUESTION }, about)
    if (!decided.ok) throw new Error(decided.message)
    const { pollId } = decided.document.poll
    await store.createRoom('ROOM', decided.document, about.now)

    const rounds: RedisBallots[] = []
    for (let round = 0; round <= ROUNDS; round++) {
      const [before, cpuBefore, start] = [await redis.work(), process.cpuUsage(), performance.now()]
      let next = 0
      const castOneByOne = async () => {
        while (next < BALLOTS) {
          const voter = `${round} ${next++}`
          const cast = await store.castBallot('ROOM', { pollId, voter, vote: 'ABCD'[next % 4]! }, about.now)
          if (!cast.ok) throw new Error(JSON.stringify(cast))
        }
      }
      await Promise.all(Array.from({ length: AT_ONCE }, castOneByOne))
      const seconds = (performance.now() - start) / 1000
      const { user, system } = process.cpuUsage(cpuBefore)
      const { cpu } = await redis.work()
      rounds.push({
        perSecond: BALLOTS / seconds,
        redis: (cpu - before.cpu) / BALLOTS,
        node: (user + system) / BALLOTS,
      })
    }
    // The first one warms up.
    const middle = (value: (round: RedisBallots) => number) => median(rounds.slice(1).map(value))
    return {
      perSecond: middle(round => round.perSecond),
      redis: middle(round => round.redis),
      node: middle(round => round.node),
    }
  } finally {
    await store.close()
    await redis.end()
  }
}
