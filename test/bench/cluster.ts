/**
 * A measured room on several nodes: the nodes on one core, the same crowds on another, and the cost of each vote of
 * all of them.
 */
import type { Scripts } from './build'
import { Child } from './child'
import type { GeneratorMethods } from './load/generator'
import { startRedis, type BenchRedis } from './redis'
import type { ServerMethods } from './servers/host'
import { median } from './statistics'

const SERVER_CORE = 0
const CROWD_CORE = 1
/** As many for one node as for three, so that what is heard is heard by the same processes. */
const CROWDS = 6
/** Seconds of voting before anything counts: a node with a third of the votes is compiled in three times the time. */
const WARM_UP = 15

export interface Load {
  nodes: number
  /** Without it, nodes do not know of each other: each has its own room, its own voters and their votes. */
  withRedis: boolean
  voters: number
  votesPerSecond: number
  seconds: number
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

/**
 * Opens a room for each load, and lets them vote by turns: what the machine does besides falls on all of them alike.
 * @returns the points of each load, one of each round
 */
export async function measureByTurns(
  loads: readonly Load[],
  rounds: number,
  scripts: Scripts,
  onStep: (sentence: string) => void,
): Promise<Point[][]> {
  const clusters: Cluster[] = []
  try {
    for (const load of loads) {
      onStep(`${describe(load)}: opens and warms up`)
      clusters.push(await openCluster(load, scripts))
      await clusters.at(-1)!.vote(WARM_UP, 0)
    }
    const points = loads.map((): Point[] => [])
    for (let round = 1; round <= rounds; round++)
      for (const [index, cluster] of clusters.entries()) {
        onStep(`${describe(loads[index]!)}: round ${round} of ${rounds}`)
        points[index]!.push(await cluster.vote(loads[index]!.seconds, round))
      }
    return points
  } finally {
    await Promise.all(clusters.map(cluster => cluster.close()))
  }
}

export function describe({ nodes, withRedis, voters, votesPerSecond }: Load): string {
  const name = `${nodes}${nodes === 1 ? ' node' : ' nodes'}${withRedis ? '' : ', no Redis'}`
  return `${name}, ${voters} voters, ${votesPerSecond} votes/s`
}

/** The middle of a figure over all rounds. */
export function middle(points: readonly Point[], value: (point: Point) => number): number {
  return median(points.map(value))
}

async function openCluster(load: Load, scripts: Scripts): Promise<Cluster> {
  // Or the hands of the round before would still be up.
  if (load.votesPerSecond * load.seconds < load.voters) throw new Error('not everybody votes in each round')
  const redis = load.withRedis ? await startRedis(CROWD_CORE) : undefined
  const env = redis && { REDIS_URL: redis.url }
  const hosts = Array.from(
    { length: load.nodes },
    () => new Child<ServerMethods>(scripts.node, SERVER_CORE, ['--expose-gc'], env),
  )
  const crowds = Array.from(
    { length: CROWDS },
    () => new Child<GeneratorMethods>(scripts.generator, CROWD_CORE),
  )
  const cluster = new Cluster(load, hosts, crowds, redis)
  try {
    await cluster.join()
    return cluster
  } catch (error) {
    await cluster.close()
    throw error
  }
}

class Cluster {
  private joinCost = 0

  constructor(
    private readonly load: Load,
    private readonly hosts: readonly Child<ServerMethods>[],
    private readonly crowds: readonly Child<GeneratorMethods>[],
    private readonly redis: BenchRedis | undefined,
  ) {}

  async join(): Promise<void> {
    const ports = await Promise.all(this.hosts.map(host => host.ask('listen', undefined)))
    const voters = Math.round(this.load.voters / CROWDS)
    const before = await this.cpu(true)
    await Promise.all(
      this.crowds.map((crowd, index) =>
        crowd.ask('join', { server: 'ours', port: ports[this.nodeOf(index)]!, voters }),
      ),
    )
    this.joinCost = ((await this.cpu(true)) - before) / (CROWDS * voters)
  }

  /** Lets all crowds vote at once; the same round is the same votes in every room. */
  async vote(seconds: number, round: number): Promise<Point> {
    const { load, redis } = this
    const votes = Math.round((load.votesPerSecond * seconds) / CROWDS)
    const seeds = this.crowds.map((_crowd, index) => round * 100 + index)
    const [before, workBefore] = [await this.cpu(true), await redis?.work()]
    const voted = await Promise.all(
      this.crowds.map((crowd, index) => {
        const beside = seeds.filter((_seed, other) => other !== index && this.isTogether(index, other))
        return crowd.ask('vote', { votes, seconds, seed: seeds[index]!, beside })
      }),
    )
    const [work, cpu] = [await redis?.work(), (await this.cpu(false)) - before]
    const sum = (value: (one: (typeof voted)[number]) => number) =>
      voted.reduce((all, one) => all + value(one), 0)
    const missing = CROWDS * votes - sum(one => one.acknowledged)
    const wrong = CROWDS * Math.round(load.voters / CROWDS) - sum(one => one.right)
    return {
      load,
      votes: CROWDS * votes,
      tallies: sum(one => one.tallies),
      seconds: Math.max(...voted.map(one => one.seconds)),
      cpu,
      redisCpu: (work?.cpu ?? 0) - (workBefore?.cpu ?? 0),
      published: (work?.published ?? 0) - (workBefore?.published ?? 0),
      p99: Math.max(...voted.map(one => one.p99)),
      join: this.joinCost,
      faults: [
        ...(missing > 0 ? [`${missing} votes were not acknowledged`] : []),
        ...(wrong > 0 ? [`${wrong} voters did not end on the right tally`] : []),
      ],
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.hosts, ...this.crowds].map(child => child.end()))
    await this.redis?.end()
  }

  private nodeOf(crowd: number): number {
    return crowd % this.hosts.length
  }

  private isTogether(crowd: number, other: number): boolean {
    return this.load.withRedis || this.nodeOf(crowd) === this.nodeOf(other)
  }

  /** Microseconds of all nodes since their start. */
  private async cpu(tidy: boolean): Promise<number> {
    const all = await Promise.all(this.hosts.map(host => host.ask('usage', { tidy })))
    return all.reduce((sum, { cpu }) => sum + cpu, 0)
  }
}
