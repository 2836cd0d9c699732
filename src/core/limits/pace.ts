/** Lets everybody act once an interval, also those who act through several nodes. Knows no clock. */
import { forgetOldest } from './bounded'

export class Pace {
  /** When each sender acted last, on the caller's clock; ordered by last use. */
  private readonly lastAt = new Map<string, number>()

  /**
   * @param intervalMs milliseconds between two acts of a sender; another one holds for earlier acts, too
   * @param maxSenders senders remembered; of more, the one that did nothing for longest is forgotten
   */
  constructor(
    public intervalMs: number,
    private readonly maxSenders: number,
  ) {}

  /** Milliseconds until the sender may act; 0: it may. */
  wait(sender: string, now: number): number {
    return Math.max(0, this.freeAt(sender) - now)
  }

  /** Whether the sender may act now; if so, it may again after the interval. */
  take(sender: string, now: number): boolean {
    if (now < this.freeAt(sender)) return false
    this.note(sender, now)
    return true
  }

  /** The sender, who might act, has not done so after all. */
  giveBack(sender: string): void {
    this.lastAt.delete(sender)
  }

  /** The sender has acted through another node, which counts here, too: the next act comes an interval later. */
  spent(sender: string, now: number): void {
    this.note(sender, Math.max(this.freeAt(sender), now))
  }

  private freeAt(sender: string): number {
    return (this.lastAt.get(sender) ?? -Infinity) + this.intervalMs
  }

  private note(sender: string, at: number): void {
    this.lastAt.delete(sender)
    this.lastAt.set(sender, at)
    forgetOldest(this.lastAt, this.maxSenders)
  }
}
