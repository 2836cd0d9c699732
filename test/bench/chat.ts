/** The bench of the chat: what a lively chat costs those who vote, and how soon a line has reached everybody. */
import type { Scripts } from './build'
import { Child } from './child'
import type { ServerName } from './load/dialects'
import type { GeneratorMethods } from './load/generator'
import type { ChatResult } from './load/chat'
import type { Voted } from './load/vote'
import { progress } from './progress'
import type { ServerMethods } from './servers/host'
import { median } from './statistics'

const PEOPLE = 1000
const SECONDS = 10
const VOTES = 200 * SECONDS
const LINES = 20 * SECONDS
const SERVER_CORE = 0
const GENERATOR_CORE = 1
/** p99 of an acknowledged vote beside the chat may be this many times that without it. */
const VOTE_GOAL = 3
/** p99 of a line's delivery may be this many times that of a bare fan-out. */
const LINE_GOAL = 5

interface Run {
  silent: Voted
  voted: Voted
  chatted: ChatResult
  /** Bytes of the server's memory that an open chat takes. */
  chatMemory: number
}

/** Measures, tells the figures in a few lines, and gives what went wrong as sentences. */
export async function measureChat(scripts: Scripts, repeat: number): Promise<string[]> {
  const ours: Run[] = []
  const bare: Run[] = []
  for (let seed = 1; seed <= repeat; seed++) {
    progress(`${PEOPLE} people who vote and chat, repetition ${seed} of ${repeat}`)
    ours.push(await run(scripts, 'ours', seed))
    bare.push(await run(scripts, 'bare ws', seed))
  }
  const votes = (some: Voted[]) => percentiles('acknowledged', some)
  const voteRatio = median(ours.map(({ voted, silent }) => voted.p99 / silent.p99))
  const lineRatio = median(ours.map(({ chatted }, i) => chatted.p99 / bare[i]!.chatted.p99))
  const told = (ratio: number, goal: number) =>
    `${ratio.toFixed(2)} (goal: at most ${goal}; ${ratio <= goal ? 'reached' : 'MISSED'})`
  console.log(`
${PEOPLE} people with the chat open, ${LINES / SECONDS} lines and ${VOTES / SECONDS} votes a second
votes, chat silent            ${votes(ours.map(({ silent }) => silent))}
votes, beside the lines       ${votes(ours.map(({ voted }) => voted))}
lines, ours (on disk first)   ${percentiles(
    'delivered',
    ours.map(({ chatted }) => chatted),
  )}
lines, bare ws fan-out        ${percentiles(
    'delivered',
    bare.map(({ chatted }) => chatted),
  )}
memory of an open chat: ${(median(ours.map(({ chatMemory }) => chatMemory)) / 1024).toFixed(1)} KiB
p99 of votes, with lines / without: ${told(voteRatio, VOTE_GOAL)}
p99 of lines, ours / bare ws: ${told(lineRatio, LINE_GOAL)}`)
  return ours
    .filter(({ chatted, voted }) => chatted.delivered !== chatted.expected || voted.acknowledged < VOTES)
    .map(
      ({ chatted, voted }) =>
        `of ${chatted.expected} deliveries of lines there were ${chatted.delivered}, of ${VOTES} votes ${voted.acknowledged} were acknowledged`,
    )
}

function percentiles(what: string, some: { p50: number; p95: number; p99: number }[]): string {
  const of = (key: 'p50' | 'p95' | 'p99') => median(some.map(one => one[key])).toFixed(1)
  return `${what} p50 ${of('p50')} ms   p95 ${of('p95')} ms   p99 ${of('p99')} ms`
}

async function run(scripts: Scripts, server: ServerName, seed: number): Promise<Run> {
  const host = new Child<ServerMethods>(scripts.servers[server], SERVER_CORE, ['--expose-gc'])
  const crowd = new Child<GeneratorMethods>(scripts.generator, GENERATOR_CORE)
  const voting = { votes: VOTES, seconds: SECONDS, seed }
  try {
    const port = await host.ask('listen', undefined)
    await crowd.ask('join', { server, port, voters: PEOPLE })
    await crowd.ask('vote', { votes: 1000, seconds: 2, seed: seed + 100 })
    const silent = await crowd.ask('vote', voting)
    const before = await host.ask('usage', { tidy: true })
    await crowd.ask('openChats', null)
    const after = await host.ask('usage', { tidy: true })
    const both = await crowd.ask('voteAndChat', {
      voting: { ...voting, seed: seed + 1 },
      chatting: { lines: LINES, seconds: SECONDS },
    })
    return { silent, ...both, chatMemory: (after.memory - before.memory) / PEOPLE }
  } finally {
    await Promise.all([host.end(), crowd.end()])
  }
}
