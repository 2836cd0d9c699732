/**
 * How long to wait before the next try: twice as long each time, with a random part, so that many do not come at
 * once.
 */
import type { SourceReason } from '../../core/protocol/wall'
import type { SourceIntervals } from '../source'

/** Why the last attempt came to nothing. */
export interface Failure {
  reason: SourceReason
  /** Milliseconds that the server asked for. */
  retryAfter?: number | undefined
  /** It answered, but not well: no use to ask again soon. */
  isAnswer?: true
}

export class Backoff {
  private waits: Partial<Record<SourceReason, number>> = {}

  constructor(private readonly intervals: SourceIntervals) {}

  /** Milliseconds to wait after this failure. */
  after(failure: Failure): number {
    const { reason, retryAfter = 0 } = failure
    const { first, most } = this.range(failure)
    const wait = Math.min(most, this.waits[reason] ?? first)
    this.waits[reason] = 2 * wait
    return Math.max(retryAfter, wait * (0.5 + this.intervals.chance() / 2))
  }

  /** It works again. */
  reset(): void {
    this.waits = {}
  }

  private range({ reason, isAnswer }: Failure): { first: number; most: number } {
    const { intervals } = this
    if (reason === 'too-many-requests') return { first: intervals.busyFirst, most: intervals.busyMost }
    if (isAnswer || reason === 'refused' || reason === 'wrong-key')
      return { first: intervals.refusedFirst, most: intervals.refusedMost }
    return { first: intervals.retryFirst, most: intervals.retryMost }
  }
}

/** What an HTTP status other than success says. */
export function reasonOf(status: number): SourceReason {
  if (status === 401) return 'wrong-key'
  if (status === 429) return 'too-many-requests'
  return status >= 400 && status < 500 ? 'refused' : 'closed'
}

/** Milliseconds of a Retry-After header in seconds, within reason. */
export function retryAfterOf(header: string | null | undefined): number | undefined {
  const seconds = Number(header)
  return header && Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 3600) * 1000 : undefined
}
