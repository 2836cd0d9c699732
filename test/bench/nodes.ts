/** The bench of many nodes: `npm run bench:nodes`. One node and three in one run, their traffic, and the simulation beside both. */
import { buildScripts, type Scripts } from './build'
import { measureCluster, type Load, type Point } from './cluster'
import { endProgress, progress } from './progress'
import minBy from 'lodash/minBy'
import { measureMessages } from './messages'
import { simulate, type Costs, type Simulated } from './simulation'
import { median } from './statistics'

const REPEAT = 3
/** Three nodes may take this many times the CPU of one. */
const GOAL = 1.3
/** From the least to the most votes a second, traffic may grow by this factor: it is full of ticks either way. */
const FLAT = 3
/** The simulation may be wrong by this part. */
const TRUST = 0.35
const SAME = { voters: 900, votesPerSecond: 180, seconds: 5 }
const RATES = [100, 1000, 10_000]
/** Sockets of a node, and parts of a core of a node and of Redis, up to which people are served well. */
const ROOMY = { sockets: 10_000, node: 0.6, redis: 0.6 }

async function main(): Promise<void> {
  const scripts = await buildScripts()
  const same = await measureSame(scripts)
  const traffic: Point[] = []
  for (const votesPerSecond of RATES)
    traffic.push(await at({ nodes: 3, voters: 300, votesPerSecond, seconds: 5, seed: 1 }, scripts))
  const costs = await calibrate(scripts)
  endProgress()

  console.log(
    `\n${SAME.voters} voters, ${SAME.votesPerSecond} votes a second; all nodes on one core; medians of ${REPEAT}`,
  )
  for (const [name, points] of same) console.log(row(name, points))
  const wrong = [...same.values(), traffic]
    .flat()
    .flatMap(({ load, faults }) =>
      faults.map(fault => `${load.nodes} nodes, ${load.votesPerSecond} votes/s: ${fault}`),
    )
  for (const [what, value] of [
    ['delivered tally', perTally],
    ['vote', perVote],
  ] as const) {
    const ratio = median(same.get('3 nodes')!.map(value)) / median(same.get('1, without Redis')!.map(value))
    console.log(
      `CPU per ${what}, three nodes / one: ${ratio.toFixed(2)} (goal: at most ${GOAL}; ${ratio <= GOAL ? 'reached' : 'MISSED'})`,
    )
  }

  console.log('\nMessages between three nodes, 300 voters')
  for (const point of traffic)
    console.log(`${point.load.votesPerSecond} votes/s: ${messages(point).toFixed(0)} messages/s`)
  const growth = messages(traffic.at(-1)!) / messages(traffic[0]!)
  console.log(
    `growth with 100 times the votes: ${growth.toFixed(2)} (goal: at most ${FLAT}; ${growth <= FLAT ? 'reached' : 'MISSED'})`,
  )

  console.log(
    `\nCosts, µs: ${Object.entries(costs)
      .map(([name, cost]) => `${name} ${cost.toFixed(1)}`)
      .join(', ')}`,
  )
  console.log('Simulated beside measured')
  for (const [name, points] of same) wrong.push(...compare(name, points, costs))
  tellCapacity(costs)
  for (const sentence of wrong) console.error(`WRONG: ${sentence}`)
  if (wrong.length > 0) process.exitCode = 1
}

/** The same room on one node without Redis, and on one, two and three with it, by turns. */
async function measureSame(scripts: Scripts): Promise<Map<string, Point[]>> {
  const names = ['1, without Redis', '1 node', '2 nodes', '3 nodes']
  const points = new Map(names.map(name => [name, [] as Point[]]))
  for (let seed = 1; seed <= REPEAT; seed++)
    for (const [nodes, name] of names.entries())
      points.get(name)!.push(await at({ ...SAME, nodes, seed }, scripts))
  return points
}

function at(load: Load, scripts: Scripts): Promise<Point> {
  progress(`${load.nodes} nodes, ${load.voters} voters, ${load.votesPerSecond} votes/s, seed ${load.seed}`)
  return measureCluster(load, scripts)
}

/** What a step costs, from points that the simulation is not checked against. */
async function calibrate(scripts: Scripts): Promise<Costs> {
  const few = { nodes: 1, seconds: 5, seed: 1 }
  const points = [
    await at({ ...few, voters: 300, votesPerSecond: 50 }, scripts),
    await at({ ...few, voters: 300, votesPerSecond: 600 }, scripts),
    await at({ ...few, voters: 2400, votesPerSecond: 50 }, scripts),
  ]
  const parts = ({ votes, tallies, load }: Point) => [votes, tallies, tallies / load.voters]
  const [vote, delivery, tick] = solve(points.map(point => [...parts(point), point.cpu])) as [
    number,
    number,
    number,
  ]
  return { vote, delivery, tick: Math.max(0, tick), ...(await measureMessages(scripts)) }
}

/** As many equations as unknowns, the right side last (Gauss and Jordan). */
function solve(equations: number[][]): number[] {
  for (const [index, equation] of equations.entries()) {
    const pivot = equation[index]!
    for (const [column, value] of equation.entries()) equation[column] = value / pivot
    for (const other of equations) {
      const factor = other[index]!
      if (other !== equation)
        for (const [column, value] of equation.entries()) other[column]! -= factor * value
    }
  }
  return equations.map(equation => equation.at(-1)!)
}

function compare(name: string, points: readonly Point[], costs: Costs): string[] {
  const { nodes } = points[0]!.load
  const count = Math.max(1, nodes)
  const simulated = simulate({ ...SAME, nodes: count }, costs)
  // How often a tally is told depends on what the rest of the machine leaves; what one costs does not.
  const pairs: [string, number, number][] = [
    [
      'µs a tally',
      (simulated.node * count) / (simulated.tallies * SAME.voters),
      median(points.map(perTally)),
    ],
  ]
  if (nodes > 1) pairs.push(['messages/s', simulated.messages, median(points.map(messages))])
  const told = pairs.map(([what, is, was]) => `${what} ${is.toFixed(1)} / ${was.toFixed(1)}`)
  console.log(`${name.padEnd(18)} ${told.join('   ')}`)
  return pairs
    .filter(([, is, was]) => Math.abs(is / was - 1) > TRUST)
    .map(
      ([what, is, was]) =>
        `the simulation says ${is.toFixed(1)} ${what} for ${name}, measured ${was.toFixed(1)}`,
    )
}

/** The fewest nodes that carry one room; everybody votes within a minute. */
function tellCapacity(costs: Costs): void {
  console.log('\nOne room, everybody votes once in 60 s')
  for (const voters of [10_000, 100_000, 1_000_000]) {
    const load = { voters, votesPerSecond: voters / 60, seconds: 2 }
    const least = Math.ceil(voters / ROOMY.sockets)
    const tried = [1, 1.5, 2, 3, 4, 6].map(times => {
      const nodes = Math.ceil(least * times)
      return { nodes, ...simulate({ ...load, nodes }, costs) }
    })
    const isRoomy = ({ node, redis }: Simulated) => node / 1e6 <= ROOMY.node && redis / 1e6 <= ROOMY.redis
    const found = tried.find(isRoomy) ?? minBy(tried, ({ node, redis }) => Math.max(node, redis))!
    const { nodes } = found
    const parts = [
      `${voters.toLocaleString('en')} voters: ${nodes} nodes`,
      `${(found.node / 1e4).toFixed(0)} % of a core each`,
      `${found.tallies.toFixed(1)} tallies/s`,
      `${found.messages.toFixed(0)} messages/s`,
      `Redis ${(found.redis / 1e4).toFixed(0)} % of a core${isRoomy(found) ? '' : ': TOO MUCH'}`,
    ]
    console.log(parts.join(', '))
  }
}

function row(name: string, points: readonly Point[]): string {
  const middle = (value: (point: Point) => number, digits = 1) => median(points.map(value)).toFixed(digits)
  return [
    name.padEnd(18),
    `µs/tally ${middle(perTally)}`,
    `µs/vote ${middle(perVote, 0)}`,
    `tallies/s/socket ${middle(({ tallies, load, seconds }) => tallies / load.voters / seconds)}`,
    `ack p99 ${middle(({ p99 }) => p99)} ms`,
    `messages/s ${middle(messages, 0)}`,
    `Redis ms/s ${middle(({ redisCpu, seconds }) => redisCpu / seconds / 1000)}`,
    `µs/join ${middle(({ join }) => join, 0)}`,
  ].join('  ')
}

const perTally = ({ cpu, tallies }: Point) => cpu / tallies
const perVote = ({ cpu, votes }: Point) => cpu / votes
const messages = ({ published, seconds }: Point) => published / seconds

main().catch((error: unknown) => {
  endProgress()
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
