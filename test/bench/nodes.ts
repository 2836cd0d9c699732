/**
 * The bench of many nodes: `npm run bench:nodes`. One node and three in one run, their traffic, and the simulation
 * beside both.
 */
import { buildScripts } from './build'
import { measureByTurns, middle, type Load, type Point } from './cluster'
import { endProgress, progress } from './progress'
import minBy from 'lodash/minBy'
import { measureMessages } from './messages'
import { measureRedisBallots } from './redis-ballots'
import { simulate, type Costs, type Simulated } from './simulation'
import { median } from './statistics'

/** Rounds by turns; a round is short, and a figure is the middle of all of them. */
const ROUNDS = 9
const ROUNDS_BESIDE = 3
/** Three nodes may take this many times the CPU of one. */
const GOAL = 1.3
/** From the least to the most votes a second, traffic may grow by this factor: it is full of ticks either way. */
const FLAT = 3
/** The simulation may be wrong by this part. */
const TRUST = 0.35
const SAME = { voters: 900, votesPerSecond: 180, seconds: 5 }
const ALONE = '1, no Redis'
/** The same people in three rooms of nodes that do not know of each other: what dividing them costs by itself. */
const APART = '3 apart'
const ROOMS = {
  [ALONE]: [1, false],
  '1 node': [1, true],
  '2 nodes': [2, true],
  '3 nodes': [3, true],
  [APART]: [3, false],
} as const
const RATES = [100, 1000, 10_000]
/** One node without Redis: few voters, many votes, many voters. */
const CALIBRATING = [
  [300, 60],
  [300, 600],
  [2400, 480],
].map(([voters, votesPerSecond]) => ({
  nodes: 1,
  withRedis: false,
  voters: voters!,
  votesPerSecond: votesPerSecond!,
  seconds: 5,
}))
/** Sockets of a node, and parts of a core of a node and of Redis, up to which people are served well. */
const ROOMY = { sockets: 10_000, node: 0.6, redis: 0.6 }

async function main(): Promise<void> {
  const scripts = await buildScripts()
  const measure = (loads: readonly Load[], rounds: number) => measureByTurns(loads, rounds, scripts, progress)
  const rooms = Object.values(ROOMS).map(([nodes, withRedis]) => ({ ...SAME, nodes, withRedis }))
  const points = await measure(rooms, ROUNDS)
  const same = new Map(Object.keys(ROOMS).map((name, index) => [name, points[index]!]))
  const traffic = await measure(
    RATES.map(votesPerSecond => ({ nodes: 3, withRedis: true, voters: 300, votesPerSecond, seconds: 5 })),
    ROUNDS_BESIDE,
  )
  const calibrated = await measure(CALIBRATING, ROUNDS_BESIDE)
  const costs = { ...solveCosts(calibrated), ...(await measureMessages(scripts)) }
  progress('ballots of one node into Redis')
  const ballots = await measureRedisBallots()
  endProgress()

  console.log(
    `\n${SAME.voters} voters, ${SAME.votesPerSecond} votes a second; all nodes on one core; medians of ${ROUNDS} rounds by turns`,
  )
  for (const [name, points] of same) console.log(row(name, points))
  const wrong = [...points, ...traffic, ...calibrated]
    .flat()
    .flatMap(({ load, faults }) =>
      faults.map(fault => `${load.nodes} nodes, ${load.votesPerSecond} votes/s: ${fault}`),
    )
  for (const [what, value] of [
    ['delivered tally', perTally],
    ['vote', perVote],
  ] as const) {
    const [ratio, apart] = [compared(same, '3 nodes', value), compared(same, APART, value)]
    console.log(
      `CPU per ${what}, three nodes / one: ${ratio.toFixed(2)} (goal: at most ${GOAL}; ${ratio <= GOAL ? 'reached' : 'MISSED'}); three apart / one: ${apart.toFixed(2)}`,
    )
  }

  console.log(`\nMessages between three nodes, 300 voters; medians of ${ROUNDS_BESIDE}`)
  const spoken = traffic.map(points => middle(points, messages))
  for (const [index, votesPerSecond] of RATES.entries())
    console.log(`${votesPerSecond} votes/s: ${spoken[index]!.toFixed(0)} messages/s`)
  const growth = spoken.at(-1)! / spoken[0]!
  console.log(
    `growth with 100 times the votes: ${growth.toFixed(2)} (goal: at most ${FLAT}; ${growth <= FLAT ? 'reached' : 'MISSED'})`,
  )

  console.log(
    `\nCosts, µs: ${Object.entries(costs)
      .map(([name, cost]) => `${name} ${cost.toFixed(1)}`)
      .join(', ')}`,
  )
  console.log('Simulated beside measured')
  for (const [name, points] of same) if (name !== APART) wrong.push(...compare(name, points, costs))
  console.log(
    `\nBallots into Redis, on disk before each is acknowledged: ${ballots.perSecond.toFixed(0)} a second from one node; CPU of a ballot: Redis ${ballots.redis.toFixed(1)} µs, the node's store ${ballots.node.toFixed(1)} µs`,
  )
  tellCapacity(costs)
  for (const sentence of wrong) console.error(`WRONG: ${sentence}`)
  if (wrong.length > 0) process.exitCode = 1
}

/** How many times the figure of one node, by the rounds that lie side by side. */
function compared(same: ReadonlyMap<string, Point[]>, name: string, value: (point: Point) => number): number {
  const one = same.get(ALONE)!
  return median(same.get(name)!.map((point, round) => value(point) / value(one[round]!)))
}

/** What a step costs, from points that the simulation is not checked against. */
function solveCosts(points: readonly Point[][]): Omit<Costs, 'message' | 'copy'> {
  const equations = points.map(rounds => [
    ...[({ votes }: Point) => votes, ({ tallies }: Point) => tallies, ticks, ({ cpu }: Point) => cpu].map(
      value => middle(rounds, value),
    ),
  ])
  const [vote, delivery, tick] = solve(equations) as [number, number, number]
  return { vote, delivery, tick: Math.max(0, tick) }
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
  const simulated = simulate({ ...SAME, nodes }, costs)
  // How often a tally is told depends on what the rest of the machine leaves; what one costs does not.
  const pairs: [string, number, number][] = [
    ['µs a tally', (simulated.node * nodes) / (simulated.tallies * SAME.voters), middle(points, perTally)],
  ]
  if (nodes > 1) pairs.push(['messages/s', simulated.messages, middle(points, messages)])
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
      `${voters.toLocaleString('en')} voters: ${nodes} ${nodes === 1 ? 'node' : 'nodes'}`,
      `${(found.node / 1e4).toFixed(0)} % of a core each`,
      `${found.tallies.toFixed(1)} tallies/s`,
      `${found.messages.toFixed(0)} messages/s`,
      `Redis ${(found.redis / 1e4).toFixed(0)} % of a core${isRoomy(found) ? '' : ': TOO MUCH'}`,
    ]
    console.log(parts.join(', '))
  }
}

function row(name: string, points: readonly Point[]): string {
  const told = (value: (point: Point) => number, digits = 1) => middle(points, value).toFixed(digits)
  return [
    name.padEnd(18),
    `µs/tally ${told(perTally)}`,
    `µs/vote ${told(perVote, 0)}`,
    `tallies/s/socket ${told(({ tallies, load, seconds }) => tallies / load.voters / seconds)}`,
    `ack p99 ${told(({ p99 }) => p99)} ms`,
    `messages/s ${told(messages, 0)}`,
    `Redis ms/s ${told(({ redisCpu, seconds }) => redisCpu / seconds / 1000)}`,
    `µs/join ${told(({ join }) => join, 0)}`,
  ].join('  ')
}

const ticks = ({ tallies, load }: Point) => tallies / load.voters
const perTally = ({ cpu, tallies }: Point) => cpu / tallies
const perVote = ({ cpu, votes }: Point) => cpu / votes
const messages = ({ published, seconds }: Point) => published / seconds

main().catch((error: unknown) => {
  endProgress()
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
