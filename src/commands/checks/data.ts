/** Checks where data is kept: the data folder, or Redis. */
import type { Config } from '../../config'
import { StoreError } from '../../store/errors'
import { inspectFolder, type FolderState } from '../../store/lmdb/inspect'
import { inspectRedis } from '../../store/redis/inspect'
import { findingsOf, type Finding } from './finding'

const MIB = 1024 * 1024
/** Free bytes below which nothing can be recorded soon, and below which somebody should look. */
const TOO_LITTLE = 16 * MIB
const LITTLE = 256 * MIB
/** Milliseconds for a small write or a round trip above which people notice. */
const SLOW_MS = 100
/** The oldest Redis that servers work with. */
const OLDEST_REDIS = '6.2'

export interface CheckedData {
  findings: Finding[]
  /** The clock of Redis at a moment, and this computer's; undefined: there is no Redis, or it does not answer. */
  redisNow?: { there: number; here: number }
  /** By how many milliseconds the clock of the data folder is ahead. */
  folderAheadMs?: number
}

/** @param isRunning whether a server of ours answers at the port: then it is the one that uses the folder */
export async function checkData(config: Config, isRunning: boolean): Promise<CheckedData> {
  const { redisUrl, dataDir } = config
  const part = redisUrl ? 'Redis' : 'Data folder'
  try {
    return redisUrl ? await checkRedis(config, redisUrl) : await checkFolder(dataDir, isRunning)
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    return { findings: [findingsOf(part).wrong(error.message)] }
  }
}

async function checkFolder(folder: string, isRunning: boolean): Promise<CheckedData> {
  const { fine, note, wrong } = findingsOf('Data folder')
  const state = await inspectFolder(folder)
  const findings = [...usage(folder, state, isRunning)]
  const { freeBytes, writeMs, clockAheadMs } = state
  const free = `${Math.floor(freeBytes / MIB).toLocaleString('en')} MiB are free on its disk`
  if (freeBytes < TOO_LITTLE)
    findings.push(wrong(`Only ${free}: make room, or set DATA_DIR to another folder.`))
  else if (freeBytes < LITTLE) findings.push(note(`Only ${free}. Make room before a large event.`))
  else findings.push(fine(`${free}.`))
  if (writeMs > SLOW_MS)
    findings.push(
      note(
        `A small write took ${Math.round(writeMs)} ms until it was on disk: so long does a ballot wait. Set DATA_DIR to a folder on a faster disk.`,
      ),
    )
  return { findings, folderAheadMs: clockAheadMs }
}

function* usage(folder: string, { exists, holder, dataBytes, version }: FolderState, isRunning: boolean) {
  const { fine, note, wrong } = findingsOf('Data folder')
  const process = holder?.isHere ? `process ${holder.pid}` : 'a process on another computer or in a container'
  if (!exists) yield fine(`${folder} is not there yet: the first start makes it.`)
  else if (holder && isRunning) yield fine(`${folder} is used by the server that runs (${process}).`)
  else if (holder)
    yield wrong(
      `${folder} is used by another Ask the Audience (${process}), which does not answer at this port. End it, or set DATA_DIR to another folder.`,
    )
  else if (dataBytes === undefined) yield fine(`${folder} can be written, and holds no data yet.`)
  else if (dataBytes === 0)
    yield note(
      `${folder} can be written; the database in it is empty, so rooms begin anew. If it is a copy of a backup, restore the backup again.`,
    )
  else {
    const known = version === undefined ? 'without a version' : `of version ${version}`
    yield fine(`${folder} can be written; its data is undamaged and ${known}.`)
  }
  if (isRunning && !holder)
    yield note('The server that runs keeps its data elsewhere: it has other settings.')
}

async function checkRedis({ redisChecksCertificate }: Config, url: string): Promise<CheckedData> {
  const { fine, note, wrong } = findingsOf('Redis')
  const state = await inspectRedis({ url, checksCertificate: redisChecksCertificate })
  const { server, evicts, keeping, roundTripMs, now } = state
  const trip = `${roundTripMs.toFixed(1)} ms`
  const findings = [fine(`It can be read and written; a round trip takes ${trip}.`)]
  if (roundTripMs > SLOW_MS)
    findings[0] = note(
      `It can be read and written, but a round trip takes ${trip}: run it closer to the server.`,
    )
  if (server && server.localeCompare(OLDEST_REDIS, 'en', { numeric: true }) < 0)
    findings.push(wrong(`It is version ${server}. Take ${OLDEST_REDIS} or newer, or Valkey.`))
  if (evicts) findings.push(wrong(evicts))
  else if (keeping.isLost)
    findings.push(note(`${keeping.sentence} Set appendonly to yes, and appendfsync to always.`))
  else findings.push(fine(keeping.sentence))
  return { findings, redisNow: now }
}
