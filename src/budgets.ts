/** Owns many budgets of one rate: a bucket for each sender, be it an address, a person or a room. */
import { fullBucket, isFull, take, type Bucket, type Rate } from './core/budget'

/** Senders remembered before the idle ones are forgotten. */
const MANY = 10_000
/** A rate's seconds that may come at once. */
export const BURST_SECONDS = 10

export class Budgets {
  private readonly buckets = new Map<string, Bucket>()

  constructor(private readonly rate: Rate) {}

  /** Takes one token of this sender. Returns whether there was one. */
  take(sender: string, now = performance.now()): boolean {
    let bucket = this.buckets.get(sender)
    if (!bucket) {
      if (this.buckets.size >= MANY) this.forgetIdle(now)
      bucket = fullBucket(this.rate, now)
      this.buckets.set(sender, bucket)
    }
    return take(bucket, this.rate, now)
  }

  /** Counts what this sender has sent through another node: whoever uses many has one budget, a moment late. */
  spent(sender: string): void {
    this.take(sender)
  }

  private forgetIdle(now: number): void {
    for (const [sender, bucket] of this.buckets)
      if (isFull(bucket, this.rate, now)) this.buckets.delete(sender)
  }
}
