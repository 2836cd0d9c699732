/** The bench of a phone's first visits: how soon a tap is a vote, on each line, against the goals. */
import type { Browser } from 'playwright-core'
import { progress } from '../progress'
import { killProgram, startProgram } from '../servers/program'
import { newFolder } from '../../support/folders'
import { median, percentile } from '../statistics'
import { visit, type Visit } from './first-visit'
import { CPU_SLOWDOWN, LINES, type Line } from './lines'

/** Measures each line so many times, the builds by turns; tells the figures. */
export async function measureVisits(
  browser: Browser,
  runs: number,
  builds: readonly string[],
): Promise<void> {
  const servers = await Promise.all(builds.map(dist => startProgram(newFolder(), '0', dist)))
  try {
    // The first page of a browser is slower than all others.
    for (const { port } of servers) await visit(browser, LINES[0]!, port)
    console.log(
      `\nA phone's first visit, cache empty, CPU ÷ ${CPU_SLOWDOWN}, medians of ${runs}; interactive: from here on a tap is a vote`,
    )
    for (const line of LINES) {
      const visits = builds.map((): Visit[] => [])
      for (let run = 1; run <= runs; run++)
        for (const [index, { port }] of servers.entries()) {
          progress(`a phone, ${line.name}, repetition ${run} of ${runs}: ${builds[index]}`)
          visits[index]!.push(await visit(browser, line, port))
        }
      for (const [index, dist] of builds.entries()) console.log(report(line, dist, visits[index]!))
    }
  } finally {
    await Promise.all(servers.map(killProgram))
  }
}

function report(line: Line, dist: string, visits: readonly Visit[]): string {
  const middle = (key: 'painted' | 'interactive') => median(visits.map(visit => visit[key]))
  const ms = middle('interactive')
  const { requests, webSockets, connections, down, up, parts } = visits.find(
    ({ interactive }) => interactive === ms,
  )!
  const spread = [0, 1].map(share =>
    seconds(
      percentile(
        visits.map(visit => visit.interactive),
        share,
      ),
    ),
  )
  const verdict = ms <= line.goal ? 'reached' : `MISSED by ${seconds(ms - line.goal)} s`
  return [
    `${line.name}, ${dist}: interactive after ${seconds(ms)} s (${spread.join(' to ')}; goal: at most ${seconds(line.goal)}; ${verdict}), ` +
      `painted after ${seconds(middle('painted'))} s`,
    `  ${requests} requests and ${webSockets} WebSocket over ${connections} connections, ${down} bytes down, ${up} up; ms: ${parts.join(', ')}`,
  ].join('\n')
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(2)
}
