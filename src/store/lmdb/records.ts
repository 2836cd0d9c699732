/** Reads and writes the records of the embedded store, and runs its transactions. */
import type { RootDatabase } from 'lmdb'
import type { DataFile } from './data-file'
import { StoreTrouble } from '../errors'
import { Timing } from '../timing'

export type Key = [kind: string, ...rest: (string | number)[]]

/** The error of work that begins after shutdown, such as a check for idle rooms. */
const ENDING = 'The server is ending.'

export interface RecordsParts {
  database: RootDatabase<unknown, Key>
  file: DataFile
  /** Called when a commit failed. Returns the sentence for it. */
  failed(reason: Error): string
  /** Called when the file is no longer at its path. */
  moved(problem: string): void
  /** A sentence why there is no disk space for a commit, or for one of so many bytes; undefined: there is. */
  room(bytes?: number): string | undefined
}

export class Records {
  readonly timing = new Timing('lmdb-commit')
  /** Inside a transaction, which has already checked the file. */
  private isInside = false
  private isClosing = false
  /** Running transactions: the database is closed after them. */
  private readonly underWay = new Set<Promise<unknown>>()

  constructor(private readonly parts: RecordsParts) {}

  read<T>(key: Key): T | undefined {
    this.mayRead()
    return this.parts.database.get(key) as T | undefined
  }

  /** Only inside `durable`, like `remove`: the transaction reports a failure. */
  write(key: Key, value: unknown): void {
    void this.parts.database.put(key, value)
  }

  /** Throws if the disk has no room for so many bytes, of which a commit would be the end of the process. */
  mustFit(bytes: number): void {
    const noRoom = this.parts.room(bytes)
    if (noRoom !== undefined) throw new StoreTrouble(noRoom)
  }

  remove(key: Key): void {
    void this.parts.database.remove(key)
  }

  /** From `start` to `end`, exclusive; with `reverse`, `start` is the greater key. */
  range(start: Key, end: Key, reverse = false): Iterable<{ key: Key; value: unknown }> {
    this.mayRead()
    return this.parts.database.getRange({ start, end, reverse })
  }

  /**
   * Runs one transaction, together with others of the same tick, and resolves once it is on disk. Checks the
   * file before and after: a write to a removed file would be lost.
   */
  async durable<T>(act: () => T): Promise<T> {
    if (this.isClosing) throw new StoreTrouble(ENDING)
    const recorded = this.record(act)
    this.underWay.add(recorded)
    const forget = () => this.underWay.delete(recorded)
    recorded.then(forget, forget)
    return recorded
  }

  private async record<T>(act: () => T): Promise<T> {
    this.mustBeThere()
    // LMDB writes a line to the terminal for each commit on a full disk, so check first.
    const noRoom = this.parts.room()
    if (noRoom !== undefined) throw new StoreTrouble(noRoom)
    let hasThrown = false
    const acts = () => {
      this.mustBeThere()
      this.isInside = true
      try {
        return act()
      } catch (error) {
        hasThrown = true
        throw error
      } finally {
        this.isInside = false
      }
    }
    let result: T
    try {
      result = await this.timing.of(() => this.parts.database.transaction(acts))
    } catch (error) {
      if (hasThrown || error instanceof StoreTrouble) throw error
      // The reason of a failed commit is in a separate promise.
      const { commitError } = error as { commitError?: Promise<never> }
      const reason: unknown = commitError ? await commitError.catch((inner: unknown) => inner) : error
      throw new StoreTrouble(this.parts.failed(reason as Error))
    }
    this.mustBeThere()
    return result
  }

  /** Throws if the file was truncated: reading the missing part would crash the process. */
  private mayRead(): void {
    if (this.isInside) return
    if (this.isClosing) throw new StoreTrouble(ENDING)
    if (this.parts.file.isCut) this.mustBeThere()
  }

  private mustBeThere(): void {
    const problem = this.parts.file.problem()
    if (problem === undefined) return
    this.parts.moved(problem)
    throw new StoreTrouble(problem)
  }

  /** Waits for running transactions; refuses new ones. */
  async close(): Promise<void> {
    this.isClosing = true
    await Promise.allSettled(this.underWay)
    // `isCut` extends a truncated file to its old length, because LMDB reads it once more.
    const { isCut } = this.parts.file
    if (!isCut) await this.parts.database.close()
    this.parts.file.close()
  }
}
