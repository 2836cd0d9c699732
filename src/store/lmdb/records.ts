/** The records of the embedded store, and the transactions around them. */
import type { RootDatabase } from 'lmdb'
import type { DataFile } from './data-file'
import { StoreTrouble } from '../errors'

export type Key = [kind: string, ...rest: (string | number)[]]

/** To what is still under way when the server ends, such as a look at idle rooms. */
const ENDING = 'The server is ending.'

export interface RecordsParts {
  database: RootDatabase<unknown, Key>
  file: DataFile
  /** Told that a commit has failed, and why. Returns the sentence for it. */
  failed(reason: Error): string
  /** Told that the file is not where it was. */
  moved(problem: string): void
  /** Why there is no room for a commit, in a sentence; undefined: there is. */
  room(): string | undefined
}

export class Records {
  /** Inside a transaction, which has looked at the file. */
  private isInside = false
  private isClosing = false
  /** Transactions that are under way: the database is closed behind them. */
  private readonly underWay = new Set<Promise<unknown>>()

  constructor(private readonly parts: RecordsParts) {}

  read<T>(key: Key): T | undefined {
    this.mayRead()
    return this.parts.database.get(key) as T | undefined
  }

  /** Only inside `durable`, as `remove`: there the transaction answers for it. */
  write(key: Key, value: unknown): void {
    void this.parts.database.put(key, value)
  }

  remove(key: Key): void {
    void this.parts.database.remove(key)
  }

  /** From `start` to `end`, which is left out; with `reverse`, `start` is the later one. */
  range(start: Key, end: Key, reverse = false): Iterable<{ key: Key; value: unknown }> {
    this.mayRead()
    return this.parts.database.getRange({ start, end, reverse })
  }

  /**
   * Runs one transaction, and resolves only when it is on disk, together with others of the same moment. Looks at the
   * file before and after: what was written to a file that is gone is not kept.
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
    // LMDB writes a line to the terminal for each commit that finds no room.
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
      result = await this.parts.database.transaction(acts)
    } catch (error) {
      if (hasThrown || error instanceof StoreTrouble) throw error
      // Why a commit failed is told in a promise of its own.
      const { commitError } = error as { commitError?: Promise<never> }
      const reason: unknown = commitError ? await commitError.catch((inner: unknown) => inner) : error
      throw new StoreTrouble(this.parts.failed(reason as Error))
    }
    this.mustBeThere()
    return result
  }

  /** Reading what is cut off would end the process. */
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

  /** Waits for what is under way; what begins later is refused. */
  async close(): Promise<void> {
    this.isClosing = true
    await Promise.allSettled(this.underWay)
    // Makes a file that was cut as long as it was: LMDB reads it once more.
    const { isCut } = this.parts.file
    if (!isCut) await this.parts.database.close()
    this.parts.file.close()
  }
}
