/**
 * A room's tally of ballots is the store's, which all nodes cast into: it is read again soon after it has changed,
 * never once a ballot.
 */
import { typeOf } from '../../../core/question-types/registry'
import type { Store } from '../../../store/store'
import type { LiveRoom } from '../../room/live-room'

/** Milliseconds between the starts of two readings. */
const READ_INTERVAL_MS = 50
/** The same of answers that people type: there may be thousands of counters, and screens show them twice a second. */
const OPEN_READ_INTERVAL_MS = 400
/** Milliseconds until a reading that failed is tried again. */
const RETRY_INTERVAL_MS = 1000

export class BallotTally {
  private isStale = false
  private reading: Promise<void> | undefined
  private readAt = -Infinity
  private timer: NodeJS.Timeout | undefined

  constructor(
    private readonly room: LiveRoom,
    private readonly store: Store,
  ) {}

  /** Ballots were cast, here or elsewhere. */
  stale(): void {
    this.isStale = true
    const { isBounded } = typeOf(this.room.document.poll.question)
    const intervalMs = isBounded ? READ_INTERVAL_MS : OPEN_READ_INTERVAL_MS
    this.readSoon(Math.max(0, this.readAt + intervalMs - performance.now()))
  }

  /** Resolves once the tally is as it was when this was asked, or newer. */
  async fresh(): Promise<void> {
    await this.reading
    if (this.isStale) await (this.reading ??= this.read())
  }

  close(): void {
    clearTimeout(this.timer)
  }

  private readSoon(wait: number): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined
      // The other nodes read it at the same moment.
      this.room.others?.publishTotals()
      this.fresh().catch(() => this.readSoon(RETRY_INTERVAL_MS))
    }, wait).unref()
  }

  private async read(): Promise<void> {
    this.isStale = false
    this.readAt = performance.now()
    const { votes, code, document } = this.room
    try {
      const tally = await this.store.tally(code, document.poll.pollId)
      // Another poll may be up by now.
      if (this.room.votes === votes && votes.reconcile(tally)) this.room.updates.changed('voteCount')
    } catch (error) {
      this.isStale = true
      throw error
    } finally {
      this.reading = undefined
    }
  }
}
