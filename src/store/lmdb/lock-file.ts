/** Creates, reads and takes over the lock file of a data folder. */
import { randomUUID } from 'node:crypto'
import {
  closeSync,
  fstatSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { ownHolder, type Holder } from './lock-holder'

/** A wait long enough for every other process that found the same abandoned file to replace it. */
const TAKE_OVER_MS = 200
/** Bytes of the file: constant, so that a heartbeat needs no space on a full disk. */
const FILE_BYTES = 512

/** A lock file that this process created and has open. */
export interface Held {
  holder: Holder
  fd: number
  ino: bigint
}

/** Creates the file. Undefined: it exists already. */
export function createLockFile(file: string, holder = ownHolder(randomUUID())): Held | undefined {
  let fd: number
  try {
    fd = openSync(file, 'wx', 0o600)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined
    throw error
  }
  try {
    writeBeat(fd, holder, 0)
  } catch (error) {
    closeSync(fd)
    rmSync(file, { force: true })
    throw error
  }
  return { holder, fd, ino: fstatSync(fd, { bigint: true }).ino }
}

/** Replaces an abandoned file. If several processes do this at once, the last one holds it. */
export async function takeOver(file: string, mark: string): Promise<Held | undefined> {
  const own = `${file}.${randomUUID()}`
  let made: Held | undefined
  try {
    made = createLockFile(own)
  } catch {
    // A full disk may have space for only one of the two files.
    if (markOf(file) === mark) rmSync(file, { force: true })
  }
  if (!made) return undefined
  try {
    if (markOf(file) === mark) {
      renameSync(own, file)
      await delay(TAKE_OVER_MS)
      if (holderIn(file)?.id === made.holder.id) return made
    }
  } catch {
    // Another process was faster.
  }
  closeSync(made.fd)
  rmSync(own, { force: true })
  return undefined
}

/** Writes a heartbeat into the file. */
export function writeBeat(fd: number, holder: Holder, beat: number): void {
  writeSync(fd, JSON.stringify({ ...holder, beat }).padEnd(FILE_BYTES - 1) + '\n', 0)
}

/** A value that changes with each heartbeat; undefined: there is no file. */
export function markOf(file: string): string | undefined {
  try {
    return `${statSync(file).mtimeMs} ${readFileSync(file, 'utf8')}`
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** The holder in the file. Undefined: there is no file, or it is being written. */
export function holderIn(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder
  } catch {
    return undefined
  }
}
