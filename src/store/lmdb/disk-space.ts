/** Checks that a disk has room for the next record, because LMDB crashes when the disk fills up during a commit. */
import { closeSync, openSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs'
import path from 'node:path'

/** What must fit: about a thousand ballots. */
const ROOM_BYTES = 65_536
/** A disk with more than this free is not tried. */
const PLENTY_BYTES = 16 * ROOM_BYTES

/** Whether the disk of this file says that it has plenty of room. */
export function hasPlenty(file: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(path.dirname(file))
    return bavail * bsize >= PLENTY_BYTES
  } catch {
    return true
  }
}

/** Writes as much as must fit, beside the file and as far from the beginning as its end, and takes it away. Throws as the file system does. */
export function tryRoom(file: string): void {
  const probe = path.join(path.dirname(file), 'in-use.room')
  const end = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  const fd = openSync(probe, 'w', 0o600)
  try {
    writeAll(fd, Buffer.alloc(ROOM_BYTES), end)
  } finally {
    closeSync(fd)
    rmSync(probe, { force: true })
  }
}

/** Writes everything: a disk that is nearly full takes a part without an error, and refuses only the rest. */
export function writeAll(fd: number, bytes: Buffer, position: number): void {
  for (let done = 0; done < bytes.length;)
    done += writeSync(fd, bytes, done, bytes.length - done, position + done)
}
