/** Checks that the path of the data file still leads to the opened file: otherwise writes would be lost. */
import {
  closeSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  statfsSync,
  statSync,
  type BigIntStats,
} from 'node:fs'
import type { FolderLock } from './folder-lock'

/** Bytes at the beginning of the file that every commit changes. */
const HEAD_BYTES = 8192
/** File systems whose inode numbers may change at any time: CIFS, SMB2, FUSE (also virtiofs), 9p. */
const LOOSE_INODES = new Set([0xff534d42, 0xfe534d42, 0x65735546, 0x01021997])

export class DataFile {
  private readonly fd: number
  private readonly opened: BigIntStats
  private readonly hasLooseInodes: boolean
  /** The files that LMDB has mapped, and the least length of each. */
  private readonly mapped: { fd: number; size: number }[]
  private wasCut = false

  /**
   * @param file the data file that the store has open
   * @param beside LMDB's lock file
   */
  constructor(
    private readonly file: string,
    beside: string,
    private readonly lock: FolderLock,
  ) {
    this.fd = openSync(file, 'r+')
    // Close only after LMDB: closing any descriptor of its lock file releases the lock of the process.
    this.mapped = [this.fd, openSync(beside, 'r+')].map(fd => ({ fd, size: fstatSync(fd).size }))
    this.opened = fstatSync(this.fd, { bigint: true })
    this.hasLooseInodes = LOOSE_INODES.has(statfsSync(file).type >>> 0)
  }

  /** A sentence why a write now would be lost; undefined: it would not. */
  problem(): string | undefined {
    const { file } = this
    if (this.isCut) return cutShort(file)
    const found = statOf(file)
    if (!found) return `The file ${file} is gone. Ballots and lines are refused until it is back.`
    if (!this.isSame(found))
      return `The file ${file} is not the one this server has open. Ballots and lines are refused; start the server again to use it.`
    if (this.lock.isLost)
      return `Another Ask the Audience uses the file ${file}. Ballots and lines are refused here; end one of the two.`
    return undefined
  }

  /**
   * Whether somebody has truncated a file that LMDB has mapped. Reading the missing part would crash the process, so
   * the file is extended to its old length, and LMDB is no longer used: it cannot continue in a file that was
   * overwritten.
   */
  get isCut(): boolean {
    for (const each of this.mapped) {
      const { size } = fstatSync(each.fd)
      if (size >= each.size) each.size = size
      else {
        this.wasCut = true
        ftruncateSync(each.fd, each.size)
      }
    }
    return this.wasCut
  }

  close(): void {
    for (const { fd } of this.mapped) closeSync(fd)
  }

  private isSame(found: BigIntStats): boolean {
    if (found.ino === this.opened.ino && found.dev === this.opened.dev) return true
    return this.hasLooseInodes && headOf(this.file).equals(readHead(this.fd))
  }
}

function cutShort(file: string): string {
  return `The file ${file} was cut short while this server has it open. Ballots and lines are refused; end the server, put a backup in its place and start again.`
}

function statOf(path: string): BigIntStats | undefined {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false })
  } catch {
    return undefined
  }
}

function headOf(path: string): Buffer {
  const fd = openSync(path, 'r')
  try {
    return readHead(fd)
  } finally {
    closeSync(fd)
  }
}

function readHead(fd: number): Buffer {
  const head = Buffer.alloc(HEAD_BYTES)
  return head.subarray(0, readSync(fd, head, 0, HEAD_BYTES, 0))
}
