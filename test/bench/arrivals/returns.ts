/**
 * The bench of returns: the real program is killed under a crowd whose ballots it has acknowledged, and started again on
 * its data; everybody comes back as our pages do.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openLmdbStore } from '../../../src/store/lmdb/open'
import type { Scripts } from '../build'
import { canPin, Child } from '../child'
import type { GeneratorMethods } from '../load/generator'
import { progress } from '../progress'
import { createBallotRoom } from '../servers/ballot-room'

const SERVER_CORE = 0
const GENERATOR_CORE = 1
const KEY = 'the-key-of-the-bench'
const NO_LIMIT = '1000000'
/** Seconds in which all must be back. */
const GOAL_S = 30
/** Milliseconds after which those who are not back are given up. */
const TIMEOUT_MS = 90_000

/** Measures once, tells the figures in a few lines, and gives what went wrong as sentences. */
export async function measureReturns(scripts: Scripts, voters: number): Promise<string[]> {
  progress(`${voters} voters return after a restart`)
  const folder = mkdtempSync(path.join(tmpdir(), 'ask-bench-'))
  const crowd = new Child<GeneratorMethods>(scripts.generator, GENERATOR_CORE)
  let server: ChildProcess | undefined
  try {
    const store = await openLmdbStore(folder, 'Kept for a bench.')
    await createBallotRoom(store, KEY)
    await store.close()
    const first = await start(folder, '0')
    server = first.child
    const acknowledged = await crowd.ask('joinToReturn', { port: first.port, voters })
    const returning = crowd.ask('comeBack', { timeoutMs: TIMEOUT_MS })
    await killed(server)
    server = (await start(folder, String(first.port))).child
    const { back, kept, failed, p50, p95, last } = await returning
    const verdict = back === voters && last <= GOAL_S ? 'reached' : 'MISSED'
    console.log(
      `\n${voters.toLocaleString('en')} voters, the server killed and started again: ${back} are back, ` +
        `p50 ${p50.toFixed(1)} s, p95 ${p95.toFixed(1)} s, the last after ${last.toFixed(1)} s ` +
        `(goal: all within ${GOAL_S} s; ${verdict}); ${failed} attempts failed`,
    )
    return kept === acknowledged
      ? []
      : [`of ${acknowledged} acknowledged ballots ${kept} were there after the restart`]
  } finally {
    if (server) await killed(server)
    await crowd.end()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Starts the built program; resolves once it listens. */
async function start(folder: string, port: string): Promise<{ child: ChildProcess; port: number }> {
  const command = [
    ...(canPin ? ['taskset', '-c', String(SERVER_CORE)] : []),
    process.execPath,
    path.resolve('dist', 'server.js'),
  ]
  const child = spawn(command[0]!, command.slice(1), {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: {
      PATH: process.env['PATH'],
      PORT: port,
      DATA_DIR: folder,
      PRESENTER_KEY: KEY,
      SOCKET_EVENTS: NO_LIMIT,
      ADDRESS_EVENTS: NO_LIMIT,
      ADDRESS_CONNECTIONS: NO_LIMIT,
      ADDRESS_BROWSERS: NO_LIMIT,
    },
  })
  process.once('exit', () => child.kill('SIGKILL'))
  const found = await new Promise<number>((resolve, reject) => {
    let said = ''
    child.stdout.on('data', data => {
      said += String(data)
      const [, number] = /Listening on port (\d+)\./.exec(said) ?? []
      if (number) resolve(Number(number))
    })
    child.once('exit', code => reject(new Error(`the server ended with ${code}`)))
  })
  return { child, port: found }
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise(resolve => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
}
