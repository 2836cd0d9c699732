/** One measurement: a fresh server and a fresh crowd, warmed up; what a vote of all of them costs. */
import { cpus } from 'node:os'
import type { Scripts } from './build'
import { Child } from './child'
import type { ServerName } from './load/dialects'
import type { GeneratorMethods } from './load/generator'
import type { Voted } from './load/vote'
import type { ServerMethods } from './servers/host'

const SERVER_CORE = 0
const GENERATOR_CORE = 1
/** Lets Node's own compilers see every path; everybody leaves again before the measurement. */
const WARM_UP = { voters: 50, votes: 500, seconds: 1, seed: 1 }

/** Few votes after the many: almost only tallies, so that what a vote and what a tally costs can be told apart. */
const FEW = { votes: 100, seconds: 5, seed: 1000 }

export interface Scenario {
  voters: number
  votes: number
  seconds: number
  servers: readonly ServerName[]
}

export interface Measured extends Voted {
  /** Seconds that all took to join. */
  joined: number
  /** Microseconds of the server's CPU from the first vote to the last tally. */
  cpu: number
  /** Of it, for each vote and for each tally that a voter was told: from these votes and from a few more. */
  voteCpu: number
  tallyCpu: number
  /** Microseconds of CPU that the rest of the machine used meanwhile: a busy machine measures badly. */
  othersCpu: number
  /** Bytes of the server's memory for each idle connection. */
  connectionMemory: number
}

export interface Measuring {
  server: ServerName
  scenario: Scenario
  seed: number
  scripts: Scripts
  /** File for a CPU profile of the server while it counts votes. */
  profile?: string | undefined
}

/** Measures a server once. */
export async function measure({ server, scenario, seed, scripts, profile }: Measuring): Promise<Measured> {
  const host = new Child<ServerMethods>(scripts.servers[server], SERVER_CORE, ['--expose-gc'])
  const crowd = new Child<GeneratorMethods>(scripts.generator, GENERATOR_CORE)
  try {
    const port = await host.ask('listen', undefined)
    await crowd.ask('join', { server, port, voters: WARM_UP.voters })
    await crowd.ask('vote', WARM_UP)
    await crowd.ask('leave', null)

    const empty = await host.ask('usage', { tidy: true })
    const joined = await crowd.ask('join', { server, port, voters: scenario.voters })
    if (profile) await host.ask('profile', undefined)
    const before = await host.ask('usage', { tidy: true })
    const idleBefore = machineIdle()
    const voted = await crowd.ask('vote', { ...scenario, seed })
    const machine = voted.duration * 1000 * cpus().length - (machineIdle() - idleBefore)
    const after = await host.ask('usage', { tidy: false })
    if (profile) await host.ask('writeProfile', profile)
    const cpu = after.cpu - before.cpu
    const beforeFew = await host.ask('usage', { tidy: true })
    const few = await crowd.ask('vote', FEW)
    const fewCpu = (await host.ask('usage', { tidy: false })).cpu - beforeFew.cpu
    const { votes } = scenario
    const divisor = votes * few.tallies - FEW.votes * voted.tallies
    return {
      ...voted,
      joined,
      cpu,
      voteCpu: (cpu * few.tallies - fewCpu * voted.tallies) / divisor,
      tallyCpu: (votes * fewCpu - FEW.votes * cpu) / divisor,
      othersCpu: Math.max(0, machine - cpu - voted.generatorCpu),
      connectionMemory: (before.memory - empty.memory) / scenario.voters,
    }
  } finally {
    await Promise.all([host.end(), crowd.end()])
  }
}

/** Microseconds that all cores have idled. */
function machineIdle(): number {
  return cpus().reduce((sum, { times }) => sum + times.idle, 0) * 1000
}
