/** What the bench prints: a table for each scenario, medians of the repetitions, and ratios between the servers. */
import type { ServerName } from './load/dialects'
import type { Measured, Scenario } from './measure'
import { median } from './statistics'

export type Results = Partial<Record<ServerName, Measured[]>>

/** Columns of the table: a heading, and the cell for the repetitions of one server. */
const columns: [string, (runs: Measured[], scenario: Scenario) => string][] = [
  ['voters', (_, { voters }) => voters.toLocaleString('en')],
  ['votes/s', (_, { votes, seconds }) => (votes / seconds).toFixed(0)],
  ['ack p50 ms', runs => middle(runs, run => run.p50, 1)],
  ['p95', runs => middle(runs, run => run.p95, 1)],
  ['p99', runs => middle(runs, run => run.p99, 1)],
  ['all acknowledged', (runs, { votes }) => yes(runs.every(run => run.acknowledged === votes))],
  ['last tally right', (runs, { voters }) => yes(runs.every(run => run.right === voters))],
  ['after ms', runs => middle(runs, run => run.lastTally, 0)],
  ['tallies/s/socket', (runs, { voters }) => middle(runs, run => run.tallies / voters / run.seconds, 1)],
  ['CPU ms', runs => middle(runs, run => run.cpu / 1000, 0)],
  ['µs/tally', runs => middle(runs, run => run.tallyCpu, 1)],
  ['µs/vote', runs => middle(runs, run => run.voteCpu, 0)],
  ['KiB/connection', runs => middle(runs, run => run.connectionMemory / 1024, 1)],
  ['joined s', runs => middle(runs, run => run.joined, 1)],
  ['generator %', runs => middle(runs, run => run.generatorCpu / run.duration / 10, 0)],
  ['others %', runs => middle(runs, run => run.othersCpu / run.duration / 10, 0)],
]

/** What is compared, and how much of the other's ours may need, or must reach at least, from so many voters on. */
const comparisons: {
  what: string
  other: Exclude<ServerName, 'ours'>
  value: (run: Measured) => number
  goal: number
  isLeast?: true
  from: number
}[] = [
  { what: 'ack p99', other: 'workshop', value: run => run.p99, goal: 1 / 50, from: 1000 },
  { what: 'ack p99', other: 'bare ws', value: run => run.p99, goal: 1, from: 5000 },
  { what: 'ack p99', other: 'bare ws', value: run => run.p99, goal: 0.1, from: 9000 },
  { what: 'last tally after', other: 'bare ws', value: run => run.lastTally, goal: 1, from: 9000 },
  { what: 'CPU in all', other: 'bare ws', value: run => run.cpu, goal: 2, from: 1000 },
  { what: 'CPU a vote', other: 'bare ws', value: run => run.voteCpu, goal: 2, from: 9000 },
  { what: 'CPU a tally', other: 'bare ws', value: run => run.tallyCpu, goal: 1.05, from: 1000 },
  {
    what: 'tallies a second',
    other: 'bare ws',
    value: run => run.tallies / run.seconds,
    goal: 0.8,
    isLeast: true,
    from: 9000,
  },
]
/** Bytes of memory that an idle connection may hold. */
const CONNECTION_MEMORY = 16 * 1024

/** One scenario's table. */
export function table(scenario: Scenario, results: Results): string {
  const { voters, votes, seconds, servers } = scenario
  const rows = servers.map(name => [name, ...columns.map(([, cell]) => cell(results[name] ?? [], scenario))])
  const all = [['', ...columns.map(([heading]) => heading)], ...rows]
  const widths = all[0]!.map((_, i) => Math.max(...all.map(row => row[i]!.length)))
  const lines = all.map(row =>
    row.map((cell, i) => (i ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!))),
  )
  const leftOut = servers.includes('workshop') ? '' : "; the workshop's server is left out: it collapses here"
  const title = `${voters.toLocaleString('en')} voters, ${votes.toLocaleString('en')} votes in ${seconds} s${leftOut}`
  return [title, ...lines.map(line => line.join('  '))].join('\n')
}

/** How ours compares with the others, against the goals that are meant for so many voters. */
export function ratios({ voters }: Scenario, { ours = [], ...others }: Results): string[] {
  const of = `${voters.toLocaleString('en')} voters`
  const memory = median(ours.map(run => run.connectionMemory))
  return [
    ...comparisons.flatMap(({ what, other, value, goal, isLeast, from }) => {
      const against = others[other]
      if (!against || voters < from) return []
      const ratio = median(ours.map(value)) / median(against.map(value))
      // What votes cost is less than what tallies differ by.
      if (!(ratio > 0)) return [`${of}, ${what}, ours / ${other}: cannot be told from these runs`]
      const isReached = isLeast ? ratio >= goal : ratio <= goal
      const wanted = `goal: at ${isLeast ? 'least' : 'most'} ${fraction(goal)}`
      return [
        `${of}, ${what}, ours / ${other}: ${fraction(ratio)} (${wanted}; ${isReached ? 'reached' : 'MISSED'})`,
      ]
    }),
    `${of}, KiB a connection: ${(memory / 1024).toFixed(1)} (goal: at most ${CONNECTION_MEMORY / 1024}; ${memory <= CONNECTION_MEMORY ? 'reached' : 'MISSED'})`,
  ]
}

/** What is wrong with our own runs; empty when all is right. */
export function faults(scenario: Scenario, runs: readonly Measured[]): string[] {
  const { voters, votes } = scenario
  return runs.flatMap(({ acknowledged, right, lost, lostBecause }) => [
    ...(acknowledged < votes ? [`ours acknowledged ${acknowledged} of ${votes} votes`] : []),
    ...(right < voters ? [`ours brought the right last tally to ${right} of ${voters} voters`] : []),
    ...(lost > 0 ? [`ours closed ${lost} connections (${lostBecause})`] : []),
  ])
}

function middle(runs: readonly Measured[], read: (run: Measured) => number, digits: number): string {
  const value = median(runs.map(read))
  if (!Number.isFinite(value)) return '-'
  return value.toLocaleString('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
}

function fraction(value: number): string {
  return value < 0.1 ? `1/${(1 / value).toFixed(0)}` : value.toFixed(2).replace('.00', '')
}

function yes(isSo: boolean): string {
  return isSo ? 'yes' : 'NO'
}
