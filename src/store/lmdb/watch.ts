/** Watches whether the embedded store can record: every half second, and with trial writes while its disk is full. */
import { Condition } from '../condition'
import type { DataFile } from './data-file'
import { hasPlenty, tryRoom } from './disk-space'
import type { Records } from './records'

/** Between two looks at the file and at the room on its disk. */
const LOOK_INTERVAL_MS = 500
/** Between two commits that are tried on a disk that has room and fails all the same, at most. */
const MAX_TRY_INTERVAL_MS = 30_000
/** What the system says of a disk without room. */
const NO_ROOM: Record<string, string> = {
  ENOSPC: 'No space left on device',
  EDQUOT: 'Disk quota exceeded',
  EFBIG: 'File too large',
}

export class LmdbWatch {
  readonly condition = new Condition()
  private timer: NodeJS.Timeout | undefined
  private records: Records | undefined
  /** Why the last commit failed; room is tried for until it is there. */
  private failure: string | undefined
  private isTrying = false
  private nextTry = 0
  private tryInterval = 0

  constructor(
    private readonly path: string,
    private readonly file: DataFile,
  ) {}

  /** Looks from now on. */
  begin(records: Records): void {
    this.records = records
    this.timer = setInterval(() => this.look(), LOOK_INTERVAL_MS).unref()
  }

  end(): void {
    clearInterval(this.timer)
  }

  /** Looks at once. */
  look(): void {
    this.condition.set(this.file.problem() ?? this.failure)
    if (this.failure !== undefined) void this.tryAgain()
    else this.room()
  }

  moved(problem: string): void {
    this.condition.set(problem)
  }

  /** A commit has failed. Returns what to say of it. */
  failed({ message }: Error): string {
    this.failure ??= `Ballots and lines cannot be recorded in ${this.path}: ${message.trim()}. Hands go on. This ends by itself once there is room.`
    this.condition.set(this.file.problem() ?? this.failure)
    return this.failure
  }

  /** Why there is no room for a commit; undefined: there is. */
  room(): string | undefined {
    if (this.failure === undefined && hasPlenty(this.path)) return undefined
    try {
      tryRoom(this.path)
      return undefined
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException
      // Of a folder that is gone the file says more.
      return NO_ROOM[code] === undefined ? undefined : this.failed(new Error(NO_ROOM[code]))
    }
  }

  private async tryAgain(): Promise<void> {
    const now = performance.now()
    if (this.isTrying || now < this.nextTry || this.room() !== undefined) return
    this.isTrying = true
    try {
      await this.records!.durable(() => this.records!.write(['room-try'], Date.now()))
      this.failure = undefined
      this.tryInterval = 0
      this.condition.set(this.file.problem())
    } catch {
      // Not for want of room, then: LMDB writes a line to the terminal each time, so this gets rarer.
      this.tryInterval = Math.min(Math.max(1000, this.tryInterval * 2), MAX_TRY_INTERVAL_MS)
      this.nextTry = now + this.tryInterval
    } finally {
      this.isTrying = false
    }
  }
}
