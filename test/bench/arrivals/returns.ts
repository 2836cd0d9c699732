/**
 * The bench of returns: the real program is killed under a crowd whose ballots it has acknowledged, and started again on
 * its data; everybody comes back as our pages do.
 */
import { openLmdbStore } from '../../../src/store/lmdb/open'
import { newFolder } from '../../support/folders'
import type { Scripts } from '../build'
import { Child } from '../child'
import type { GeneratorMethods } from '../load/generator'
import { progress } from '../progress'
import { createBallotRoom } from '../servers/ballot-room'
import { killProgram, PROGRAM_KEY, startProgram, type Program } from '../servers/program'

const GENERATOR_CORE = 1
/** Seconds in which all must be back. */
const GOAL_S = 30
/** Milliseconds after which those who are not back are given up. */
const TIMEOUT_MS = 90_000

/** Measures once, tells the figures in a few lines, and gives what went wrong as sentences. */
export async function measureReturns(scripts: Scripts, voters: number): Promise<string[]> {
  progress(`${voters} voters return after a restart`)
  const folder = newFolder()
  const crowd = new Child<GeneratorMethods>(scripts.generator, GENERATOR_CORE)
  let server: Program | undefined
  try {
    const store = await openLmdbStore(folder, 'Kept for a bench.')
    await createBallotRoom(store, PROGRAM_KEY)
    await store.close()
    const { port } = (server = await startProgram(folder))
    const acknowledged = await crowd.ask('joinToReturn', { port, voters })
    const returning = crowd.ask('comeBack', { timeoutMs: TIMEOUT_MS })
    await killProgram(server)
    server = await startProgram(folder, String(port))
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
    if (server) await killProgram(server)
    await crowd.end()
  }
}
