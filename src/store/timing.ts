/** How long a store takes, for whoever watches; while nobody does, nothing is measured. */

/** `lmdb-commit`: a transaction until it is on disk. `redis-round-trip`: the check that is made every second. */
export type TimedStep = 'lmdb-commit' | 'redis-round-trip'

export class Timing {
  /** Is told the milliseconds of each step that succeeded. */
  watcher: ((ms: number) => void) | undefined

  constructor(readonly step: TimedStep) {}

  /** The outcome of the work, which is measured where somebody watches. */
  of<T>(work: () => Promise<T>): Promise<T> {
    return this.watcher ? this.measured(work, this.watcher) : work()
  }

  private async measured<T>(work: () => Promise<T>, watcher: (ms: number) => void): Promise<T> {
    const start = performance.now()
    const outcome = await work()
    watcher(performance.now() - start)
    return outcome
  }
}
