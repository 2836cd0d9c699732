/** Checks the computer: its clock, and how many connections it lets the server have. */
import { clockProblem } from '../../clock'
import type { Config } from '../../config'
import { limitSentence, maxConnectionsOf, openFilesLimit } from '../../open-files'
import { BURST_SECONDS } from '../../rate-limiter'
import type { CheckedData } from './data'
import { findingsOf, type Finding } from './finding'

/** Milliseconds by which clocks may differ: people see times in minutes. */
const CLOCK_TOLERANCE_MS = 5000
/** Files that the server opens beside its connections, rounded up. */
const BESIDE = 64

/** @param built when the program was built, in milliseconds since 1970; 0: unknown */
export function checkClock({ redisNow, folderAheadMs }: CheckedData, built: number): Finding {
  const { fine, note, wrong } = findingsOf('Clock')
  const now = Date.now()
  const storeNow = now + (redisNow ? redisNow.there - redisNow.here : 0)
  const problem = clockProblem({ now, storeNow, lastSeen: 0, built })
  if (problem) return wrong(problem)
  const says = `It says ${new Date(now).toISOString().slice(0, 16).replace('T', ' ')} UTC`
  if (!redisNow && folderAheadMs === undefined) return fine(`${says}.`)
  const [whose, ahead] = redisNow ? ['Redis', storeNow - now] : ['the data folder', folderAheadMs ?? 0]
  if (Math.abs(ahead) <= CLOCK_TOLERANCE_MS) return fine(`${says}, as does that of ${whose}.`)
  const seconds = Math.round(Math.abs(ahead) / 1000)
  return note(
    `${says}; that of ${whose} is ${seconds} s ${ahead > 0 ? 'ahead' : 'behind'}. Let both be set by the network (NTP).`,
  )
}

/** @param seats how many connections there must be room for; undefined: as many as one address may open at once */
export function checkOpenFiles({ addressConnections }: Config, seats: number | undefined): Finding {
  const { fine, note, wrong } = findingsOf('Open files')
  const limit = openFilesLimit()
  if (limit === undefined) return fine('This system tells no limit of open files.')
  const fits = maxConnectionsOf(limit)
  if (seats !== undefined && fits < seats)
    return wrong(
      `This system lets the server have ${limit} files open, so ${fits} connections fit, and not ${seats}. Raise the limit, e.g. with "ulimit -n ${seats + BESIDE}" before the start, or LimitNOFILE= of a systemd unit.`,
    )
  const sentence = seats === undefined ? limitSentence(limit, addressConnections * BURST_SECONDS) : undefined
  return sentence ? note(sentence) : fine(`${fits} connections fit.`)
}
