/** Owns the records of the embedded store, one at a time, and the transactions around them. */
import type { RootDatabase } from 'lmdb'

export type Key = [kind: string, ...rest: (string | number)[]]

export class Records {
  constructor(private readonly database: RootDatabase<unknown, Key>) {}

  read<T>(key: Key): T | undefined {
    return this.database.get(key) as T | undefined
  }

  /** Only inside `durable`, as `remove`: there the transaction answers for it. */
  write(key: Key, value: unknown): void {
    void this.database.put(key, value)
  }

  remove(key: Key): void {
    void this.database.remove(key)
  }

  /** From `start` to `end`, which is left out; with `reverse`, `start` is the later one. */
  range(start: Key, end: Key, reverse = false): Iterable<{ key: Key; value: unknown }> {
    return this.database.getRange({ start, end, reverse })
  }

  /** Runs one transaction, and resolves only when it is on disk, together with others of the same moment. */
  async durable<T>(act: () => T): Promise<T> {
    try {
      return await this.database.transaction(act)
    } catch (error) {
      // Why a commit failed is told in a promise of its own.
      const { commitError } = error as { commitError?: Promise<never> }
      throw commitError ? await commitError.catch((reason: unknown) => reason) : error
    }
  }

  close(): Promise<void> {
    return this.database.close()
  }
}
