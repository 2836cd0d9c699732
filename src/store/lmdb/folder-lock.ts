/**
 * Locks a data folder for one process at a time, by a file that the holder writes to every second. It needs only
 * exclusive creation and renaming, so it also works on network, Docker Desktop and Windows folders.
 */
import { closeSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { createLockFile, holderIn, markOf, takeOver, writeBeat, type Held } from './lock-file'
import { fateOf } from './lock-holder'

/** The file's name in the folder. */
export const LOCK_NAME = 'in-use.lock'
/** Milliseconds between two heartbeats in the file. */
export const BEAT_INTERVAL_MS = 1000
/** A file without a heartbeat for this long is abandoned, if it is unknown whether its holder still runs. */
const STALE_AFTER_MS = 6000
/** Milliseconds between two checks of another process's file. */
const LOOK_INTERVAL_MS = 150

export interface Waiting {
  /** Milliseconds that another process may take to release the folder. */
  waitMs: number
  /** Called once when the wait begins. */
  onWaiting: () => void
}

/** Locks the folder. Undefined: another process holds it and did not release it in time. */
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
      // A suspended process still holds it. If the process cannot be looked up, only a missing heartbeat shows that
      // it ended.
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

/** A folder that this process holds until it releases it. */
export class FolderLock {
  private beat = 0
  private readonly timer: NodeJS.Timeout

  constructor(
    private readonly file: string,
    private held: Held,
  ) {
    this.timer = setInterval(() => this.touch(), BEAT_INTERVAL_MS).unref()
  }

  /** Whether another process has taken the folder because this one wrote no heartbeat for too long. */
  get isLost(): boolean {
    const found = statSync(this.file, { bigint: true, throwIfNoEntry: false })
    if (!found || found.ino === this.held.ino) return false
    // The content, because inode numbers are not stable on every file system.
    const holder = holderIn(this.file)
    return holder !== undefined && holder.id !== this.held.holder.id
  }

  release(): void {
    clearInterval(this.timer)
    closeSync(this.held.fd)
    try {
      if (holderIn(this.file)?.id === this.held.holder.id) rmSync(this.file, { force: true })
    } catch {
      // If the folder is no longer writable, the file stays, and the next process takes it over.
    }
  }

  private touch(): void {
    try {
      writeBeat(this.held.fd, this.held.holder, ++this.beat)
      // Somebody has deleted the file: create it again before another process finds none.
      if (!statSync(this.file, { throwIfNoEntry: false })) {
        const made = createLockFile(this.file, this.held.holder)
        if (!made) return
        closeSync(this.held.fd)
        this.held = made
      }
    } catch {
      // The folder is missing or its disk is full: the next write of a record reports that.
    }
  }
}
