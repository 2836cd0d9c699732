/** The bench of types: people type words and numbers, beside one choice in the same run, all of them ballots on disk. */
import type { Scripts } from './build'
import { Child } from './child'
import type { GeneratorMethods } from './load/generator'
import type { BenchType, TypedVoted } from './load/typed'
import { progress } from './progress'
import type { ServerMethods } from './servers/host'
import { median } from './statistics'

const VOTERS = 1000
const SECONDS = 10
const TYPES: readonly BenchType[] = ['one', 'words', 'number']
const SERVER_CORE = 0
const GENERATOR_CORE = 1
const WARM_UP_VOTERS = 50
/** p99 of an acknowledged answer may be this many times that of one choice. */
const GOAL = 2

interface Run extends TypedVoted {
  /** Microseconds of the server's CPU for each vote, all that it sends meanwhile included. */
  cpu: number
}

/** Measures, tells the figures in a few lines, and gives what went wrong as sentences. */
export async function measureTypes(scripts: Scripts, repeat: number): Promise<string[]> {
  const runs: Record<BenchType, Run[]> = { one: [], words: [], number: [] }
  for (let seed = 1; seed <= repeat; seed++)
    for (const type of TYPES) {
      progress(`${VOTERS} people answer in ${SECONDS} s, repetition ${seed} of ${repeat}: ${type}`)
      runs[type].push(await measureType(type, scripts, seed))
    }
  const middle = (type: BenchType, key: keyof Run, digits = 0) =>
    median(runs[type].map(run => run[key])).toFixed(digits)
  const line = (type: BenchType) =>
    `${type.padEnd(7)} acknowledged p50 ${middle(type, 'p50', 1)} ms   p95 ${middle(type, 'p95', 1)} ms   ` +
    `p99 ${middle(type, 'p99', 1)} ms   CPU ${middle(type, 'cpu')} µs a vote   to a phone ` +
    `${middle(type, 'framesPerSecond', 1)} frames and ${middle(type, 'bytesPerSecond')} bytes a second, ` +
    `${middle(type, 'longest')} bytes at most`
  const ratios = TYPES.slice(1).map(type => {
    const ratio = Number(middle(type, 'p99', 3)) / Number(middle('one', 'p99', 3))
    const verdict = ratio <= GOAL ? 'reached' : 'MISSED'
    return `p99, ${type} / one choice: ${ratio.toFixed(2)} (goal: at most ${GOAL}; ${verdict})`
  })
  console.log(
    [`\n${VOTERS} people answer in ${SECONDS} s, medians of ${repeat}`, ...TYPES.map(line), ...ratios].join(
      '\n',
    ),
  )
  return TYPES.flatMap(type =>
    runs[type]
      .filter(({ acknowledged, right }) => acknowledged < VOTERS || right < VOTERS)
      .map(
        ({ acknowledged, right }) =>
          `${type}: of ${VOTERS} votes ${acknowledged} were acknowledged, and ${right} people saw all of them`,
      ),
  )
}

async function measureType(type: BenchType, scripts: Scripts, seed: number): Promise<Run> {
  const host = new Child<ServerMethods>(scripts.typed, SERVER_CORE, ['--expose-gc'], { BENCH_TYPE: type })
  const crowd = new Child<GeneratorMethods>(scripts.generator, GENERATOR_CORE)
  try {
    const port = await host.ask('listen', undefined)
    // Their votes stay, and are replaced: a browser has one.
    await crowd.ask('join', { server: 'ours', port, voters: WARM_UP_VOTERS })
    for (let round = 1; round <= 10; round++)
      await crowd.ask('voteTyped', { type, seconds: 0.1, seed: 100 * round })
    await crowd.ask('leave', null)
    await crowd.ask('join', { server: 'ours', port, voters: VOTERS })
    const before = await host.ask('usage', { tidy: true })
    const voted = await crowd.ask('voteTyped', { type, seconds: SECONDS, seed })
    const after = await host.ask('usage', { tidy: false })
    return { ...voted, cpu: (after.cpu - before.cpu) / VOTERS }
  } finally {
    await Promise.all([host.end(), crowd.end()])
  }
}
