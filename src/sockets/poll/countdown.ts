/** Tells when the countdown of the question that is up has ended. */
import { steadyNow } from '../../clock'
import { CLOSE_GRACE_MS } from '../../core/poll/voting-rules'
import type { LiveRoom } from '../room/live-room'

/** The countdown that has ended: by now there may be another one. */
export interface Ended {
  pollId: string
  deadline: number
}

export class Countdown {
  private timer: NodeJS.Timeout | undefined

  constructor(
    private readonly room: LiveRoom,
    private readonly ended: (which: Ended) => Promise<void>,
  ) {}

  /** The document has changed, or what has ended can be recorded again. */
  watch(): void {
    clearTimeout(this.timer)
    const { deadline, pollId, state } = this.room.document.poll
    if (deadline === null || state === 'closed') return
    const end = () => void this.ended({ pollId, deadline }).catch(() => undefined)
    // It may have ended long ago: newer Nodes warn of a wait below zero.
    this.timer = setTimeout(end, Math.max(0, deadline + CLOSE_GRACE_MS - steadyNow())).unref()
  }

  close(): void {
    clearTimeout(this.timer)
  }
}
