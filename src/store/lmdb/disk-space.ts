/** Checks that a disk has room for the next record, because LMDB crashes when the disk fills up during a commit. */
import { closeSync, openSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs'
import path from 'node:path'

/** Bytes that must fit: about a thousand ballots. */
const ROOM_BYTES = 65_536
/** A disk with more free bytes is not tested. */
const PLENTY_BYTES = 16 * ROOM_BYTES

/** Whether the file system of this file reports plenty of free space for so many bytes. */
export function hasPlenty(file: string, bytes: number): boolean {
  try {
    const { bavail, bsize } = statfsSync(path.dirname(file))
    return bavail * bsize >= PLENTY_BYTES + 2 * bytes
  } catch {
    return true
  }
}

/**
 * Writes so many bytes, and ROOM_BYTES at least, to a temporary file, at the offset of the data file's end, and removes it. Throws the file
 * system's error.
 */
export function tryRoom(file: string, bytes = 0): void {
  const probe = path.join(path.dirname(file), 'in-use.room')
  const end = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  const fd = openSync(probe, 'w', 0o600)
  try {
    writeAll(fd, Buffer.alloc(Math.max(bytes, ROOM_BYTES)), end)
  } finally {
    closeSync(fd)
    rmSync(probe, { force: true })
  }
}

/** Writes all bytes: a disk that is nearly full accepts a part without an error and fails only at the rest. */
export function writeAll(fd: number, bytes: Buffer, position: number): void {
  for (let done = 0; done < bytes.length;)
    done += writeSync(fd, bytes, done, bytes.length - done, position + done)
}
