/** Says in the log that ballots cannot be recorded. */
import type { Logger } from 'pino'
import { StoreTrouble } from '../../../store/errors'
import type { Store } from '../../../store/store'

/** Logs that ballots cannot be recorded: however many fail, it is logged once. */
export class BallotFailures {
  private isFailing = false

  constructor(
    private readonly store: Store,
    private readonly logger: Logger,
  ) {}

  recorded(): void {
    this.isFailing = false
  }

  failed(error: unknown): void {
    // What troubles the store as a whole is said by its condition.
    if (!this.isFailing && !(error instanceof StoreTrouble) && this.store.condition.trouble === undefined)
      this.logger.error({ err: error }, 'ballots cannot be recorded')
    this.isFailing = true
  }
}
