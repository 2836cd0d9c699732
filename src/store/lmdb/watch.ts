/** Checks every half second whether the embedded store can record, with trial writes while its disk is full. */
import { Condition } from '../condition'
import type { DataFile } from './data-file'
import { hasPlenty, tryRoom } from './disk-space'
import type { Records } from './records'

/** Milliseconds between two checks of the file and the space on its disk. */
const LOOK_INTERVAL_MS = 500
/** The longest wait between two trial commits on a disk that has space but fails. */
const MAX_TRY_INTERVAL_MS = 30_000
/** The system's errors for a disk without space. */
const NO_ROOM: Record<string, string> = {
  ENOSPC: 'No space left on device',
  EDQUOT: 'Disk quota exceeded',
  EFBIG: 'File too large',
}

export class LmdbWatch {
  readonly condition = new Condition()
  private timer: NodeJS.Timeout | undefined
  private records: Records | undefined
  /** Why the last commit failed; trial writes go on until one succeeds. */
  private failure: string | undefined
  private isTrying = false
  private nextTry = 0
  private tryInterval = 0

  constructor(
    private readonly path: string,
    private readonly file: DataFile,
  ) {}

  /** Starts the periodic checks. */
  begin(records: Records): void {
    this.records = records
    this.timer = setInterval(() => this.look(), LOOK_INTERVAL_MS).unref()
  }

  end(): void {
    clearInterval(this.timer)
  }

  /** Checks at once. */
  look(): void {
    this.condition.set(this.file.problem() ?? this.failure)
    if (this.failure !== undefined) void this.tryAgain()
    else this.room()
  }

  moved(problem: string): void {
    this.condition.set(problem)
  }

  /** Records that a commit failed. Returns the sentence for it. */
  failed({ message }: Error): string {
    this.failure ??= `Ballots and lines cannot be recorded in ${this.path}: ${message.trim()}. Hands go on. This ends by itself once there is room.`
    this.condition.set(this.file.problem() ?? this.failure)
    return this.failure
  }

  /** Why there is no disk space for a commit, or for one of so many bytes; undefined: there is. */
  room(bytes = 0): string | undefined {
    if (this.failure === undefined && hasPlenty(this.path, bytes)) return undefined
    try {
      tryRoom(this.path, bytes)
      return undefined
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException
      // For a missing folder, the check of the file has a better sentence.
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
      // The cause is not disk space. LMDB writes a line to the terminal at each attempt, so try less and less often.
      this.tryInterval = Math.min(Math.max(1000, this.tryInterval * 2), MAX_TRY_INTERVAL_MS)
      this.nextTry = now + this.tryInterval
    } finally {
      this.isTrying = false
    }
  }
}
