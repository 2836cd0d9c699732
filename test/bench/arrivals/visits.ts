/** The bench of arrivals: whole visits of phones, beside a bare `http` and `ws` server that serves the same bytes. */
import path from 'node:path'
import type { Scripts } from '../build'
import { Child } from '../child'
import type { ServerName } from '../load/dialects'
import type { GeneratorMethods } from '../load/generator'
import type { Visited } from '../load/visits'
import { progress } from '../progress'
import type { ServerMethods } from '../servers/host'
import { median } from '../statistics'

const SECONDS = 10
const SERVER_CORE = 0
const GENERATOR_CORE = 1
/** Lets Node's own compilers see every path. */
const WARM_UP = { visits: 500, seconds: 2, seed: 1 }
/** CPU, and p95 from the first request to the snapshot, may be this many times that of the bare server. */
const GOAL = 2

const SERVERS = ['ours', 'bare ws'] as const satisfies ServerName[]
type Server = (typeof SERVERS)[number]

interface Run extends Visited {
  /** Milliseconds of the server's CPU for each visit. */
  cpu: number
}

export interface ArrivalOptions {
  repeat: number
  /** Visits of each measurement. */
  crowds: readonly number[]
  /** Folder for CPU profiles of both servers. */
  profile?: string | undefined
}

/** Measures, tells the figures in a few lines, and gives what went wrong as sentences. */
export async function measureArrivals(
  scripts: Scripts,
  { repeat, crowds, profile }: ArrivalOptions,
): Promise<string[]> {
  const wrong: string[] = []
  for (const visits of crowds) {
    const runs: Record<Server, Run[]> = { ours: [], 'bare ws': [] }
    for (let seed = 2; seed < repeat + 2; seed++)
      for (const server of SERVERS) {
        progress(`${visits} visits, repetition ${seed - 1} of ${repeat}: ${server}`)
        const file = profile && path.resolve(profile, `visits-${server}-${visits}-${seed}.cpuprofile`)
        runs[server].push(await measureServer(server, visits, scripts, seed, file))
      }
    console.log(report(visits, runs))
    for (const { done, failure } of runs.ours)
      if (done < visits) wrong.push(`of ${visits} visits ${done} came through (${failure})`)
  }
  return wrong
}

function report(visits: number, runs: Record<Server, Run[]>): string {
  const middle = (server: Server, key: 'cpu' | 'p50' | 'p95' | 'generatorCpu') =>
    median(runs[server].map(run => run[key]))
  const line = (server: Server) => {
    const done = Math.min(...runs[server].map(run => run.done))
    const [p50, p95] = [middle(server, 'p50'), middle(server, 'p95')].map(value => value.toFixed(1))
    const cpu = middle(server, 'cpu').toFixed(2)
    const busy = (middle(server, 'generatorCpu') * 100).toFixed(0)
    return `${server.padEnd(7)} ${done} came through   first request to snapshot p50 ${p50} ms, p95 ${p95} ms   CPU ${cpu} ms a visit, generator ${busy} % of its core`
  }
  const ratio = (what: string, key: 'cpu' | 'p95') => {
    const value = middle('ours', key) / middle('bare ws', key)
    return `${what}, ours / bare: ${value.toFixed(2)} (goal: at most ${GOAL}; ${value <= GOAL ? 'reached' : 'MISSED'})`
  }
  return [
    `\n${visits.toLocaleString('en')} visits in ${SECONDS} s (page, style, script, icon, socket), medians of ${runs.ours.length}`,
    ...SERVERS.map(line),
    ratio('CPU a visit', 'cpu'),
    ratio('first request to snapshot, p95', 'p95'),
  ].join('\n')
}

async function measureServer(
  server: Server,
  visits: number,
  scripts: Scripts,
  seed: number,
  profile: string | undefined,
): Promise<Run> {
  const host = new Child<ServerMethods>(scripts.arrivals[server], SERVER_CORE, ['--expose-gc'])
  const crowd = new Child<GeneratorMethods>(scripts.generator, GENERATOR_CORE)
  try {
    const port = await host.ask('listen', undefined)
    await crowd.ask('visit', { server, port, ...WARM_UP })
    if (profile) await host.ask('profile', undefined)
    const before = await host.ask('usage', { tidy: true })
    const visited = await crowd.ask('visit', { server, port, visits, seconds: SECONDS, seed })
    const after = await host.ask('usage', { tidy: false })
    if (profile) await host.ask('writeProfile', profile)
    return { ...visited, cpu: (after.cpu - before.cpu) / 1000 / visits }
  } finally {
    await Promise.all([host.end(), crowd.end()])
  }
}
