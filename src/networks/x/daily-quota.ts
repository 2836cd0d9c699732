/** Limits the posts read per day, because each costs money; a restart does not reset the count. */
import { readFileSync } from 'node:fs'
import { chmod, mkdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { at, parseJson } from '../transport/json-path'

const DAY_MS = 24 * 3600 * 1000

export class Allowance {
  private day = 0
  private taken = 0
  private saving: Promise<void> | undefined
  private isDirty = false

  constructor(
    /** Where the count of the day is stored. */
    private readonly file: string,
    private readonly most: number,
  ) {}

  /** Whether a post may be read. */
  get isLeft(): boolean {
    this.turn()
    return this.taken < this.most
  }

  /** When the next day begins. */
  get renewedAt(): number {
    this.turn()
    return (this.day + 1) * DAY_MS
  }

  /** Resolves once the count is written or the write has failed. */
  get saved(): Promise<void> {
    return this.saving ?? Promise.resolve()
  }

  /** Counts a post that was read. */
  take(): void {
    this.turn()
    this.taken++
    this.isDirty = true
    this.saving ??= this.save().finally(() => (this.saving = undefined))
  }

  private turn(): void {
    const today = Math.floor(Date.now() / DAY_MS)
    if (today === this.day) return
    const kept = this.day === 0 ? parseJson(read(this.file)) : undefined
    const taken = at(kept, 'posts')
    this.taken = at(kept, 'day') === today && typeof taken === 'number' ? taken : 0
    this.day = today
  }

  /** If the disk is full, the count stays in memory only. */
  private async save(): Promise<void> {
    while (this.isDirty) {
      this.isDirty = false
      await this.write().catch(() => undefined)
    }
  }

  /** Writes another file and renames it, so that a crash in between leaves the older count. */
  private async write(): Promise<void> {
    await mkdir(path.dirname(this.file), { recursive: true, mode: 0o700 })
    const newer = `${this.file}.new`
    await writeFile(newer, JSON.stringify({ day: this.day, posts: this.taken }), { mode: 0o600 })
    await chmod(newer, 0o600) // a file of an earlier crash keeps its old mode
    await rename(`${this.file}.new`, this.file)
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
