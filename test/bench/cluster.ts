/** Owns one measurement of many nodes: fresh ones on one core, the same crowds on another, and what all of it cost. */
import type { Scripts } from './build'
import { Child } from './child'
import type { GeneratorMethods } from './load/generator'
import { startRedis } from './redis'
import type { ServerMethods } from './servers/host'

const SERVER_CORE = 0
const CROWD_CORE = 1
/** As many for one node as for three, so that what is heard is heard by the same processes. */
const CROWDS = 6
const WARM_UP = { voters: 20, votes: 200, seconds: 1 }

export interface Load {
  /** 0: one that is alone, without Redis. */
  nodes: number
  voters: number
  votesPerSecond: number
  seconds: number
  seed: number
}

export interface Point {
  load: Load
  votes: number
  /** Tallies that reached voters. */
  tallies: number
  /** Seconds from the first vote to the last tally. */
  seconds: number
  /** Microseconds of CPU: of all nodes, and of Redis. */
  cpu: number
  redisCpu: number
  /** Messages that nodes sent each other. */
  published: number
  /** Milliseconds until a vote is acknowledged, at the slowest node. */
  p99: number
  /** Microseconds of CPU of all nodes, for each voter that joined one of them. */
  join: number
  /** What was not as it should be. */
  faults: string[]
}

/** Lets all crowds vote at once in one room. */
export async function measureCluster(load: Load, scripts: Scripts): Promise<Point> {
  const count = Math.max(1, load.nodes)
  const redis = load.nodes > 0 ? await startRedis(CROWD_CORE) : undefined
  const env = redis && { REDIS_URL: redis.url }
  const indexes = Array.from({ length: CROWDS }, (_, index) => index)
  const hosts = Array.from(
    { length: count },
    () => new Child<ServerMethods>(scripts.node, SERVER_CORE, ['--expose-gc'], env),
  )
  const crowds = indexes.map(() => new Child<GeneratorMethods>(scripts.generator, CROWD_CORE))
  const cpuOf = async (tidy: boolean) => {
    const all = await Promise.all(hosts.map(host => host.ask('usage', { tidy })))
    return all.reduce((sum, { cpu }) => sum + cpu, 0)
  }
  const vote = (votes: number, seconds: number, seed: number) => {
    const seeds = indexes.map(index => seed * 100 + index)
    return Promise.all(
      crowds.map((crowd, index) => {
        const beside = seeds.filter((_, other) => other !== index)
        return crowd.ask('vote', { votes, seconds, seed: seeds[index]!, beside })
      }),
    )
  }
  try {
    const ports = await Promise.all(hosts.map(host => host.ask('listen', undefined)))
    const join = (voters: number) =>
      Promise.all(
        crowds.map((crowd, index) =>
          crowd.ask('join', { server: 'ours', port: ports[index % count]!, voters }),
        ),
      )
    await join(WARM_UP.voters)
    await vote(WARM_UP.votes, WARM_UP.seconds, load.seed + 50)
    await Promise.all(crowds.map(crowd => crowd.ask('leave', null)))

    const voters = Math.round(load.voters / CROWDS)
    const votes = Math.round((load.votesPerSecond * load.seconds) / CROWDS)
    const empty = await cpuOf(true)
    await join(voters)
    const before = await cpuOf(true)
    const workBefore = await redis?.work()
    const voted = await vote(votes, load.seconds, load.seed)
    const work = await redis?.work()
    const cpu = (await cpuOf(false)) - before
    const sum = (value: (one: (typeof voted)[number]) => number) =>
      voted.reduce((all, one) => all + value(one), 0)
    const missing = CROWDS * votes - sum(one => one.acknowledged)
    const wrong = CROWDS * voters - sum(one => one.right)
    return {
      load,
      votes: CROWDS * votes,
      tallies: sum(one => one.tallies),
      seconds: Math.max(...voted.map(one => one.seconds)),
      cpu,
      redisCpu: (work?.cpu ?? 0) - (workBefore?.cpu ?? 0),
      published: (work?.published ?? 0) - (workBefore?.published ?? 0),
      p99: Math.max(...voted.map(one => one.p99)),
      join: (before - empty) / (CROWDS * voters),
      faults: [
        ...(missing > 0 ? [`${missing} votes were not acknowledged`] : []),
        ...(wrong > 0 ? [`${wrong} voters did not end on the right tally`] : []),
      ],
    }
  } finally {
    await Promise.all([...hosts, ...crowds].map(child => child.end()))
    await redis?.end()
  }
}
