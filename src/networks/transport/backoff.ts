/**
 * Computes the wait before the next attempt: doubled each time, with a random part, so that many clients do not retry
 * at once.
 */
import type { SourceReason } from '../../core/protocol/wall'
import type { SourceIntervals } from '../source'

/** Why the last attempt failed. */
export interface Failure {
  reason: SourceReason
  /** The wait that the server asked for, in milliseconds. */
  retryAfter?: number | undefined
  /** The server answered with an error, so an early retry is useless. */
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

  /** Starts again with the shortest wait, after a success. */
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

/** The reason for an HTTP status other than success. */
export function reasonOf(status: number): SourceReason {
  if (status === 401) return 'wrong-key'
  if (status === 429) return 'too-many-requests'
  return status >= 400 && status < 500 ? 'refused' : 'closed'
}

/** The wait of a Retry-After header in milliseconds, limited. */
export function retryAfterOf(header: string | null | undefined): number | undefined {
  const seconds = Number(header)
  return header && Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 3600) * 1000 : undefined
}
