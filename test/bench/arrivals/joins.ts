/**
 * The bench of joins alone: a crowd that comes in as fast as it is let in, beside bare `ws`, and beside Socket.IO as it
 * comes: what is lost before anything of ours is done.
 */
import path from 'node:path'
import type { Scripts } from '../build'
import { Child } from '../child'
import type { GeneratorMethods } from '../load/generator'
import { progress } from '../progress'
import type { ServerMethods } from '../servers/host'
import { median } from '../statistics'

const SERVER_CORE = 0
const GENERATOR_CORE = 1
/** Voters who have come and gone before: Node's own compilers have seen every path. */
const WARM_UP_VOTERS = 500
/** Ours may let in this share of the voters that bare `ws` lets in within the same time. */
const GOAL = 0.5

const SERVERS = ['ours', 'bare Socket.IO', 'bare ws'] as const
type Server = (typeof SERVERS)[number]

interface Run {
  /** Seconds until all had joined. */
  seconds: number
  /** Milliseconds of the server's CPU for each voter. */
  cpu: number
}

export interface JoinOptions {
  repeat: number
  voters: number
  /** Folder for CPU profiles of both servers. */
  profile?: string | undefined
}

/** Measures, and tells the figures in a few lines. */
export async function measureJoins(
  scripts: Scripts,
  { repeat, voters, profile }: JoinOptions,
): Promise<string[]> {
  const runs: Record<Server, Run[]> = { ours: [], 'bare Socket.IO': [], 'bare ws': [] }
  for (let repetition = 1; repetition <= repeat; repetition++)
    for (const server of SERVERS) {
      progress(`${voters} joins, repetition ${repetition} of ${repeat}: ${server}`)
      const file = profile && path.resolve(profile, `joins-${server}-${voters}-${repetition}.cpuprofile`)
      runs[server].push(await measureServer(server, voters, scripts, file))
    }
  const rate = (server: Server) => voters / median(runs[server].map(run => run.seconds))
  const line = (server: Server) => {
    const cpu = median(runs[server].map(run => run.cpu)).toFixed(2)
    return `${server.padEnd(14)} ${rate(server).toFixed(0)} joins a second   CPU ${cpu} ms a join`
  }
  const ratio = rate('ours') / rate('bare ws')
  const ofSocketIo = rate('bare Socket.IO') / rate('bare ws')
  const overSocketIo = rate('ours') / rate('bare Socket.IO')
  console.log(
    [
      `\n${voters.toLocaleString('en')} voters join, medians of ${repeat}`,
      ...SERVERS.map(line),
      `joins a second, ours / bare ws: ${ratio.toFixed(2)} (goal: at least ${GOAL}; ${ratio >= GOAL ? 'reached' : 'MISSED'})`,
      `Socket.IO as it comes / bare ws: ${ofSocketIo.toFixed(2)}; ours / Socket.IO as it comes: ${overSocketIo.toFixed(2)}`,
    ].join('\n'),
  )
  return []
}

async function measureServer(
  server: Server,
  voters: number,
  scripts: Scripts,
  profile: string | undefined,
): Promise<Run> {
  const host = new Child<ServerMethods>(scripts.servers[server], SERVER_CORE, ['--expose-gc'])
  const crowd = new Child<GeneratorMethods>(scripts.generator, GENERATOR_CORE)
  try {
    const port = await host.ask('listen', undefined)
    await crowd.ask('join', { server, port, voters: WARM_UP_VOTERS })
    await crowd.ask('leave', null)
    if (profile) await host.ask('profile', undefined)
    const before = await host.ask('usage', { tidy: true })
    const seconds = await crowd.ask('join', { server, port, voters })
    const after = await host.ask('usage', { tidy: false })
    if (profile) await host.ask('writeProfile', profile)
    return { seconds, cpu: (after.cpu - before.cpu) / 1000 / voters }
  } finally {
    await Promise.all([host.end(), crowd.end()])
  }
}
