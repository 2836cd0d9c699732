/**
 * Looks at a data folder for the doctor: whether a server could use it, and who does. What it writes for that is
 * removed again; it takes no lock, so a server may start or run meanwhile.
 */
import { randomUUID } from 'node:crypto'
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fstatSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  realpathSync,
  rmdirSync,
  rmSync,
  statfsSync,
  statSync,
} from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { open } from 'lmdb'
import { checkDataVersion } from '../documents'
import { StoreError } from '../errors'
import { folderProblem, PRIVATE_FILE } from '../private-folder'
import { DATA_FILE } from './data-folder'
import { writeAll } from './disk-space'
import { checkFile } from './file-check'
import { BEAT_INTERVAL_MS, LOCK_NAME } from './folder-lock'
import { holderIn, markOf } from './lock-file'
import { fateOf } from './lock-holder'
import type { Key } from './records'

/** Bytes of the file that is written to try the folder. */
const PROBE_BYTES = 65_536

/** A folder that a server can use, or does. */
export interface FolderState {
  exists: boolean
  /** Bytes that this user may still write there. */
  freeBytes: number
  /** Bytes of the database; undefined: there is none yet. */
  dataBytes: number | undefined
  /** The process that uses it; on another computer or in another container its number means nothing here. */
  holder: { pid: number; isHere: boolean } | undefined
  /** The version of the data; undefined: there is none, or a server uses it and has checked it. */
  version: number | undefined
  /** Milliseconds until a small write was on disk, and by how much the clock of the file system is ahead of this one. */
  writeMs: number
  clockAheadMs: number
}

/** Throws a StoreError with a sentence if a server could not use the folder. */
export async function inspectFolder(folder: string): Promise<FolderState> {
  const exists = isThere(folder)
  const probed = attempt(folder, () => (exists ? probeFile(folder) : probeParent(nearestAbove(folder))))
  const { bavail, bsize } = statfsSync(exists ? folder : nearestAbove(folder))
  const file = path.join(folder, DATA_FILE)
  const dataBytes = statSync(file, { throwIfNoEntry: false })?.size
  const holder = exists ? await holderOf(folder) : undefined
  const version = holder || !dataBytes ? undefined : await versionOf(file)
  return { exists, freeBytes: bavail * bsize, dataBytes, holder, version, ...probed }
}

/** Throws a StoreError if there is something that is no folder. */
function isThere(folder: string): boolean {
  const found = attempt(folder, () => statSync(folder, { throwIfNoEntry: false }))
  if (found && !found.isDirectory())
    throw new StoreError(folderProblem(folder, Object.assign(new Error('a file'), { code: 'EEXIST' })))
  return found !== undefined
}

function attempt<T>(folder: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    throw new StoreError(folderProblem(folder, error))
  }
}

/** The next folder above that exists: the start would make the others in it. */
function nearestAbove(folder: string): string {
  const above = path.dirname(path.resolve(folder))
  return existsSync(above) ? above : nearestAbove(above)
}

function probeParent(parent: string): Pick<FolderState, 'writeMs' | 'clockAheadMs'> {
  const start = performance.now()
  const made = mkdtempSync(path.join(parent, '.ask-the-audience-'))
  try {
    return { writeMs: performance.now() - start, clockAheadMs: statSync(made).mtimeMs - Date.now() }
  } finally {
    rmdirSync(made)
  }
}

function probeFile(folder: string): Pick<FolderState, 'writeMs' | 'clockAheadMs'> {
  accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  const probe = path.join(folder, `in-use.doctor-${randomUUID()}`)
  const fd = openSync(probe, 'wx', PRIVATE_FILE)
  try {
    const start = performance.now()
    writeAll(fd, Buffer.alloc(PROBE_BYTES), 0)
    const { mtimeMs } = fstatSync(fd)
    const clockAheadMs = mtimeMs - Date.now()
    fsyncSync(fd)
    return { writeMs: performance.now() - start, clockAheadMs }
  } finally {
    closeSync(fd)
    rmSync(probe, { force: true })
  }
}

/** Who has locked the folder; where the process cannot be looked up, its heartbeat tells whether it lives. */
async function holderOf(folder: string): Promise<FolderState['holder']> {
  const lock = path.join(realpathSync(folder), LOCK_NAME)
  const [holder, mark] = [holderIn(lock), markOf(lock)]
  if (!holder || mark === undefined) return undefined
  const fate = fateOf(holder)
  if (fate === 'dead') return undefined
  if (fate === 'alive') return { pid: holder.pid, isHere: true }
  await delay(2 * BEAT_INTERVAL_MS)
  const now = markOf(lock)
  return now === undefined || now === mark ? undefined : { pid: holder.pid, isHere: false }
}

/** Throws a StoreError if the file is damaged, or newer than this program. */
async function versionOf(file: string): Promise<number | undefined> {
  const lockFile = `${file}-lock`
  const hadLockFile = existsSync(lockFile)
  try {
    await checkFile(file)
    const database = open<unknown, Key>({
      path: file,
      noSubdir: true,
      overlappingSync: false,
      readOnly: true,
    })
    try {
      const version = database.get(['data-version'])
      checkDataVersion(version, file)
      return version as number | undefined
    } finally {
      await database.close()
    }
  } finally {
    if (!hadLockFile) rmSync(lockFile, { force: true })
  }
}
