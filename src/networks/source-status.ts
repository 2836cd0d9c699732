/** Holds the status of each source: announces every change, logs when trouble begins and ends. */
import isEqual from 'lodash/isEqual'
import type { Logger } from 'pino'
import type { Network, SourceStatus } from '../core/protocol/wall'

export class SourceStatuses {
  private readonly states = new Map<Network, SourceStatus>()
  private readonly troubled = new Set<Network>()

  constructor(
    private readonly logger: Logger,
    private readonly changed: () => void,
  ) {}

  get all(): SourceStatus[] {
    return [...this.states.values()]
  }

  /** The status before anybody has searched; not announced. */
  begin(status: SourceStatus): void {
    this.states.set(status.network, status)
  }

  set(status: SourceStatus): void {
    const { network, state, reason } = status
    if (isEqual(status, this.states.get(network))) return
    this.states.set(network, status)
    if (reason && state !== 'connected' && !this.troubled.has(network)) {
      this.troubled.add(network)
      this.logger.warn({ network, reason }, 'no posts from this network; trying again')
    } else if (state === 'connected' && !reason && this.troubled.delete(network))
      this.logger.info({ network }, 'posts from this network arrive again')
    this.changed()
  }
}
