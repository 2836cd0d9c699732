/** Many visits, spread evenly at random over some seconds, and the same for every server. */
import { setTimeout as sleep } from 'node:timers/promises'
import { percentile, repeatableChance } from '../statistics'
import { dialects, type ServerName } from './dialects'
import { partsOf, visit } from './visit'

export interface Visiting {
  server: ServerName
  port: number
  visits: number
  seconds: number
  seed: number
}

export interface Visited {
  /** Visits that came through. */
  done: number
  /** Why the last one that did not, did not. */
  failure: string
  /** Milliseconds from the first request to the snapshot. */
  p50: number
  p95: number
  /** Share of a core that the generator took: near 1, it was measured rather than the server. */
  generatorCpu: number
}

/** Milliseconds that the last visit may take. */
const VISIT_TIMEOUT_MS = 60_000
/** Milliseconds in which those who have left are forgotten. */
const LEAVE_MS = 500

/** Visits, waits for all, and leaves. */
export async function makeVisits({ server, port, visits, seconds, seed }: Visiting): Promise<Visited> {
  const chance = repeatableChance(seed)
  const times = Float64Array.from({ length: visits }, () => chance() * seconds * 1000).sort()
  const parts = await partsOf(port)
  const took: number[] = []
  const leavers: (() => void)[] = []
  let failure = ''
  const start = performance.now()
  const cpuBefore = process.cpuUsage()
  const running: Promise<void>[] = []
  for (const [index, at] of times.entries()) {
    const wait = start + at - performance.now()
    if (wait > 0) await sleep(wait)
    running.push(
      visit(dialects[server], port, seed * visits + index, parts).then(
        one => {
          took.push(one.took)
          leavers.push(one.leave)
        },
        (error: Error) => void (failure = error.message),
      ),
    )
  }
  const tooLate = sleep(VISIT_TIMEOUT_MS, undefined, { ref: false }).then(() => (failure ||= 'took too long'))
  await Promise.race([Promise.all(running), tooLate])
  const { user, system } = process.cpuUsage(cpuBefore)
  const generatorCpu = (user + system) / 1000 / (performance.now() - start)
  for (const leave of leavers) leave()
  await sleep(LEAVE_MS)
  return {
    done: took.length,
    failure,
    p50: percentile(took, 0.5),
    p95: percentile(took, 0.95),
    generatorCpu,
  }
}
