/**
 * Locks a data folder for one process at a time: by a file in it that the holder writes to every second. It needs only
 * exclusive creation and renaming of the file system, so it also works on network, Docker Desktop and Windows folders.
 */
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
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fateOf, ownHolder, type Holder } from './lock-holder'

/** The file's name in the folder. */
export const LOCK_NAME = 'in-use.lock'
/** Between two signs of life in the file. */
const BEAT_INTERVAL_MS = 1000
/** A file that stays the same for so long was left behind, where its holder cannot be asked for. */
const STALE_AFTER_MS = 6000
/** Between two looks at the file of another process. */
const LOOK_INTERVAL_MS = 150
/** After which another process that found the same dead file has long taken its place, too. */
const TAKE_OVER_MS = 200
/** Bytes of the file: always the same, so that a sign of life needs no room on a full disk. */
const FILE_BYTES = 512

export interface Waiting {
  /** How long another process may take to let go of the folder. */
  waitMs: number
  /** Told once, when it is waited for. */
  onWaiting: () => void
}

/** Takes the folder. Undefined: another process holds it, and did not let go in time. */
export async function lockFolder(
  folder: string,
  { waitMs, onWaiting }: Waiting,
): Promise<FolderLock | undefined> {
  const file = path.join(folder, LOCK_NAME)
  const start = performance.now()
  let seen: { mark: string; since: number } | undefined
  let isWaiting = false
  while (true) {
    const made = create(file)
    if (made) return new FolderLock(file, made)
    const mark = markOf(file)
    if (mark !== undefined) {
      const now = performance.now()
      if (seen?.mark !== mark) seen = { mark, since: now }
      const fate = fateOf(holderIn(file))
      // A process that sleeps holds it; of one that cannot be asked for, silence is all that can be known.
      const isDead = fate === 'dead' || (fate === 'unknown' && now - seen.since >= STALE_AFTER_MS)
      const taken = isDead ? await takeOver(file, mark) : undefined
      if (taken) return new FolderLock(file, taken)
      if (now - start >= waitMs) return undefined
      if (!isWaiting && !isDead) {
        isWaiting = true
        onWaiting()
      }
    }
    await delay(LOOK_INTERVAL_MS)
  }
}

/** The folder, as it is held by this process until it lets go. */
export class FolderLock {
  private beat = 0
  private readonly timer: NodeJS.Timeout

  constructor(
    private readonly file: string,
    private held: Held,
  ) {
    this.timer = setInterval(() => this.touch(), BEAT_INTERVAL_MS).unref()
  }

  /** Whether another process has taken the folder, because this one gave no sign of life for long. */
  get isLost(): boolean {
    const found = statSync(this.file, { bigint: true, throwIfNoEntry: false })
    if (!found || found.ino === this.held.ino) return false
    // Not every file system keeps to its inode numbers.
    const holder = holderIn(this.file)
    return holder !== undefined && holder.id !== this.held.holder.id
  }

  release(): void {
    clearInterval(this.timer)
    closeSync(this.held.fd)
    try {
      if (holderIn(this.file)?.id === this.held.holder.id) rmSync(this.file, { force: true })
    } catch {
      // A folder that cannot be written any more keeps a dead file, which the next process takes over.
    }
  }

  private touch(): void {
    try {
      write(this.held.fd, this.held.holder, ++this.beat)
      // Somebody has tidied the folder: the file is made again, before another process finds none.
      if (!statSync(this.file, { throwIfNoEntry: false })) {
        const made = create(this.file, this.held.holder)
        if (!made) return
        closeSync(this.held.fd)
        this.held = made
      }
    } catch {
      // The folder is gone or its disk is full: whoever records there finds that out.
    }
  }
}

interface Held {
  holder: Holder
  fd: number
  ino: bigint
}

function create(file: string, holder = ownHolder(randomUUID())): Held | undefined {
  let fd: number
  try {
    fd = openSync(file, 'wx', 0o600)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined
    throw error
  }
  try {
    write(fd, holder, 0)
  } catch (error) {
    closeSync(fd)
    rmSync(file, { force: true })
    throw error
  }
  return { holder, fd, ino: fstatSync(fd, { bigint: true }).ino }
}

/** Replaces a file that was left behind. Of several processes that do so at once, the last one holds it. */
async function takeOver(file: string, mark: string): Promise<Held | undefined> {
  const own = `${file}.${randomUUID()}`
  let made: Held | undefined
  try {
    made = create(own)
  } catch {
    // A full disk has room for one of the two.
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
    // Another one was faster.
  }
  closeSync(made.fd)
  rmSync(own, { force: true })
  return undefined
}

function write(fd: number, holder: Holder, beat: number): void {
  writeSync(fd, JSON.stringify({ ...holder, beat }).padEnd(FILE_BYTES - 1) + '\n', 0)
}

/** Changes with each sign of life; undefined: there is no file. */
function markOf(file: string): string | undefined {
  try {
    return `${statSync(file).mtimeMs} ${readFileSync(file, 'utf8')}`
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Undefined: there is no file, or it is just being written. */
function holderIn(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder
  } catch {
    return undefined
  }
}
