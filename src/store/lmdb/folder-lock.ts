/**
 * Locks a data folder for one process at a time: by a file in it that the holder writes to every second. It needs only
 * exclusive creation and renaming of the file system, so it also works on network, Docker Desktop and Windows folders.
 */
import { closeSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { createLockFile, holderIn, markOf, takeOver, writeBeat, type Held } from './lock-file'
import { fateOf } from './lock-holder'

/** The file's name in the folder. */
export const LOCK_NAME = 'in-use.lock'
/** Between two signs of life in the file. */
const BEAT_INTERVAL_MS = 1000
/** A file that stays the same for so long was left behind, where its holder cannot be asked for. */
const STALE_AFTER_MS = 6000
/** Between two looks at the file of another process. */
const LOOK_INTERVAL_MS = 150

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
    const made = createLockFile(file)
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
      writeBeat(this.held.fd, this.held.holder, ++this.beat)
      // Somebody has tidied the folder: the file is made again, before another process finds none.
      if (!statSync(this.file, { throwIfNoEntry: false })) {
        const made = createLockFile(this.file, this.held.holder)
        if (!made) return
        closeSync(this.held.fd)
        this.held = made
      }
    } catch {
      // The folder is gone or its disk is full: whoever records there finds that out.
    }
  }
}
