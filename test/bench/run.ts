/**
 * The bench of the classic poll: `npm run bench`. Measures ours beside a workshop's server and bare `ws`, on
 * loopback.
 */
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { measureReturns } from './arrivals/returns'
import { measureArrivals } from './arrivals/visits'
import { measureBallots } from './ballots'
import { buildScripts, type Scripts } from './build'
import { canPin } from './child'
import { measure, type Scenario } from './measure'
import { measureJoins } from './arrivals/joins'
import { measureChat } from './chat'
import { measureTypes } from './types'
import { measureWall } from './wall'
import { measurePhone } from './phone/main'
import { readOptions, type Options, type Part } from './options'
import { endProgress, progress } from './progress'
import { faults, ratios, table, type Results } from './report'

const NOTES = `
Medians of the repetitions. Each server is a fresh process, compiled by esbuild, warmed up${canPin ? ', alone on its core' : ', NOT pinned'};
the crowd is another process${canPin ? ' on another core' : ''}; all of it on loopback.
ack: from casting a vote to its reply at the voter. last tally right: every connection ended on what was cast.
after: from the last vote to the last tally at the last voter. CPU: the server's, kernel included, while it counted.
µs/vote, µs/tally: that CPU by votes and by tallies told to a voter, apart: from these votes and from a few more.
KiB/connection: memory held by idle connections. generator, others: what the crowd and the rest of the machine took
of a core meanwhile; where these are high, the machine was measured rather than the server.
workshop: everything to everybody at once, recounted at each vote. bare ws: ws and JSON, a running tally at most each
50 ms in one go, encoded once, client.send() for each.
`

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2))
  const { parts, arrivals, joins, repeat, profile, phone } = options
  if (profile) mkdirSync(profile, { recursive: true })
  const scripts = await buildScripts()
  const measures: Record<Part, () => Promise<string[]>> = {
    poll: () => measurePoll(scripts, options),
    joins: () => measureJoins(scripts, { repeat, profile, voters: joins }),
    arrivals: () => measureArrivals(scripts, { repeat, profile, crowds: arrivals }),
    returns: () => measureReturns(scripts, joins),
    ballots: () => measureBallots(scripts, { repeat, profile }),
    types: () => measureTypes(scripts, repeat),
    chat: () => measureChat(scripts, repeat),
    wall: () => measureWall(scripts, repeat),
    phone: () => measurePhone(phone),
  }
  const wrong: string[] = []
  for (const part of parts) wrong.push(...(await measures[part]()))
  endProgress()
  for (const sentence of wrong) console.error(`WRONG: ${sentence}`)
  if (wrong.length > 0) process.exitCode = 1
}

/** Votes of a crowd in a show of hands; gives what went wrong as sentences. */
async function measurePoll(scripts: Scripts, { scenarios, repeat, profile }: Options): Promise<string[]> {
  const done: { scenario: Scenario; results: Results }[] = []
  for (const scenario of scenarios) {
    const results: Results = {}
    for (let seed = 1; seed <= repeat; seed++)
      for (const server of scenario.servers) {
        progress(`${scenario.voters} voters, repetition ${seed} of ${repeat}: ${server}`)
        const file = profile && path.resolve(profile, `${server}-${scenario.voters}-${seed}.cpuprofile`)
        const run = await measure({ server, scenario, seed, scripts, profile: file || undefined })
        ;(results[server] ??= []).push(run)
      }
    endProgress()
    console.log(`\n${table(scenario, results)}`)
    done.push({ scenario, results })
  }
  console.log(NOTES)
  for (const { scenario, results } of done) for (const line of ratios(scenario, results)) console.log(line)
  return done.flatMap(({ scenario, results }) => faults(scenario, results.ours ?? []))
}

main().catch((error: unknown) => {
  endProgress()
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
