/** The bench of ballots: many at once, each acknowledged only when it is on disk, beside the same bare writes. */
import path from 'node:path'
import type { Scripts } from './build'
import { Child } from './child'
import type { ServerName } from './load/dialects'
import type { GeneratorMethods } from './load/generator'
import type { Voted } from './load/vote'
import { progress } from './progress'
import type { Committed, CommitMethods } from './servers/commits'
import type { ServerMethods } from './servers/host'
import { median } from './statistics'

const VOTERS = 500
const SERVER_CORE = 0
const GENERATOR_CORE = 1
/** Rounds that let Node's own compilers see every path, on both sides alike. */
const WARM_UPS = 6
/** Rounds that are measured: one alone says more of the machine than of the server. */
const ROUNDS = 40
/** p95 of an acknowledged ballot may be this many times that of the bare writes. */
const GOAL = 2

interface Measuring {
  repeat: number
  /** Folder for CPU profiles of the servers while ballots come in. */
  profile: string | undefined
}

/** Measures, tells the figures in a few lines, and gives what went wrong as sentences. */
export async function measureBallots(scripts: Scripts, { repeat, profile }: Measuring): Promise<string[]> {
  const ours: Voted[] = []
  const overWs: Voted[] = []
  const bare: Committed[] = []
  for (let seed = 1; seed <= repeat; seed++) {
    progress(`${VOTERS} ballots at once, repetition ${seed} of ${repeat}`)
    for (const [server, file, rounds] of [
      ['ours', scripts.ballots, ours],
      ['bare ws', scripts.bareBallots, overWs],
    ] as const) {
      const profiled = profile && path.resolve(profile, `ballots-${server}-${seed}.cpuprofile`)
      rounds.push(...(await castAtOnce({ server, file, scripts, seed, profiled })))
    }
    bare.push(...(await commitAtOnce(scripts)))
  }
  const line = (name: string, some: Committed[]) => {
    const [p50, p95, p99] = (['p50', 'p95', 'p99'] as const).map(key =>
      median(some.map(one => one[key])).toFixed(1),
    )
    return `${name.padEnd(28)} p50 ${p50} ms   p95 ${p95} ms   p99 ${p99} ms`
  }
  const p95 = (some: Committed[]) => median(some.map(one => one.p95))
  const ratioTo = (some: Committed[]) => p95(ours) / p95(some)
  const ratio = ratioTo(overWs)
  console.log(`\n${VOTERS} ballots at once, each acknowledged when on disk; medians of ${ROUNDS} rounds, ${repeat} times
${line('ours, tap to acknowledgement', ours)}
${line('the same over bare ws', overWs)}
${line('the same writes, no network', bare)}
p95, ours / no network: ${ratioTo(bare).toFixed(2)}
p95, ours / bare ws: ${ratio.toFixed(2)} (goal: at most ${GOAL}; ${ratio <= GOAL ? 'reached' : 'MISSED'})`)
  return ours
    .filter(one => one.acknowledged < VOTERS || one.right < VOTERS)
    .map(
      one =>
        `of ${VOTERS} ballots ${one.acknowledged} were acknowledged, and ${one.right} voters saw the right tally`,
    )
}

interface Casting {
  server: ServerName
  /** Its script. */
  file: string
  scripts: Scripts
  seed: number
  /** File for its CPU profile. */
  profiled: string | undefined
}

async function castAtOnce({ server, file, scripts, seed, profiled }: Casting): Promise<Voted[]> {
  const host = new Child<ServerMethods>(file, SERVER_CORE, ['--expose-gc'])
  const crowd = new Child<GeneratorMethods>(scripts.generator, GENERATOR_CORE)
  try {
    const port = await host.ask('listen', undefined)
    await crowd.ask('join', { server, port, voters: VOTERS })
    const rounds: Voted[] = []
    for (let round = 1; round <= WARM_UPS + ROUNDS; round++) {
      if (profiled && round === WARM_UPS + 1) await host.ask('profile', undefined)
      rounds.push(await crowd.ask('vote', { votes: VOTERS, seconds: 0, seed: seed + 100 * round }))
    }
    if (profiled) await host.ask('writeProfile', profiled)
    return rounds.slice(WARM_UPS)
  } finally {
    await Promise.all([host.end(), crowd.end()])
  }
}

async function commitAtOnce(scripts: Scripts): Promise<Committed[]> {
  const child = new Child<CommitMethods>(scripts.commits, SERVER_CORE)
  try {
    const rounds: Committed[] = []
    for (let round = 1; round <= WARM_UPS + ROUNDS; round++) rounds.push(await child.ask('commit', VOTERS))
    return rounds.slice(WARM_UPS)
  } finally {
    await child.end()
  }
}
