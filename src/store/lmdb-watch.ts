/** Watches whether the embedded store can record: each half second, and again and again while its disk is full. */
import { statfsSync } from 'node:fs'
import path from 'node:path'
import { Condition } from './condition'
import type { DataFile } from './data-file'
import type { Records } from './lmdb-records'

/** Between two looks at the file and at the room on its disk. */
const LOOK_INTERVAL_MS = 500
/** What must fit before the disk counts as not full: about a thousand ballots. */
const ROOM_BYTES = 65_536

export class LmdbWatch {
  readonly condition = new Condition()
  private timer: NodeJS.Timeout | undefined
  private records: Records | undefined
  /** Why the last commit failed; room is tried for until it is there. */
  private failure: string | undefined
  private isTrying = false

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
    if ((this.failure !== undefined || this.isShortOfRoom()) && !this.isTrying) void this.tryRoom()
  }

  moved(problem: string): void {
    this.condition.set(problem)
  }

  /** A commit has failed. Returns what to say of it. */
  failed({ message }: Error): string {
    this.failure = `Ballots and lines cannot be recorded in ${this.path}: ${message.trim()}. Hands go on. This ends by itself once there is room.`
    this.condition.set(this.file.problem() ?? this.failure)
    return this.failure
  }

  private isShortOfRoom(): boolean {
    try {
      const { bavail, bsize } = statfsSync(path.dirname(this.path))
      return bavail * bsize < ROOM_BYTES
    } catch {
      return false
    }
  }

  /** Room that was once there stays in the file, for what comes next. */
  private async tryRoom(): Promise<void> {
    this.isTrying = true
    try {
      await this.records!.durable(() => this.records!.write(['room-try'], 'x'.repeat(ROOM_BYTES)))
      await this.records!.durable(() => this.records!.remove(['room-try']))
      this.failure = undefined
      this.condition.set(this.file.problem())
    } catch {
      // It is as full as before, and this was said.
    } finally {
      this.isTrying = false
    }
  }
}
