/** Lets everybody act once an interval, also those who act through several nodes. Knows no clock. */
import { forgetOldest } from './bounded'

export class Pace {
  /** From when on each sender may act again; ordered by last use. */
  private readonly freeAt = new Map<string, number>()

  /**
   * @param intervalMs milliseconds between two acts of a sender
   * @param maxSenders senders remembered; of more, the one that did nothing for longest is forgotten
   */
  constructor(
    private readonly intervalMs: number,
    private readonly maxSenders: number,
  ) {}

  /** Whether the sender may act now; if so, it may again after the interval. */
  take(sender: string, now: number): boolean {
    if (now < (this.freeAt.get(sender) ?? -Infinity)) return false
    this.note(sender, now + this.intervalMs)
    return true
  }

  /** The sender has acted through another node, which counts here, too: the next act comes an interval later. */
  spent(sender: string, now: number): void {
    this.note(sender, Math.max(this.freeAt.get(sender) ?? -Infinity, now) + this.intervalMs)
  }

  private note(sender: string, freeAt: number): void {
    this.freeAt.delete(sender)
    this.freeAt.set(sender, freeAt)
    forgetOldest(this.freeAt, this.maxSenders)
  }
}
