/** How long a store takes, for whoever watches; while nobody does, nothing is measured. */

/** `lmdb-commit`: a transaction until it is on disk. `redis-round-trip`: the check that is made every second. */
export type TimedStep = 'lmdb-commit' | 'redis-round-trip'

export class Timing {
  /** Is told the milliseconds of each step that succeeded. */
  watcher: ((ms: number) => void) | undefined

  constructor(readonly step: TimedStep) {}

  /** The outcome of the work, which is measured where somebody watches. */
  async of<T>(work: () => Promise<T>): Promise<T> {
    const { watcher } = this
    if (!watcher) return work()
    const start = performance.now()
    const outcome = await work()
    watcher(performance.now() - start)
    return outcome
  }
}
