/** Owns what an address may do: the budget of all the sockets behind it together. */
import { fullBucket, isFull, take, type Bucket, type Rate } from './core/budget'

/** Addresses remembered before the idle ones are forgotten. */
const MANY = 10_000

/** One bucket an address, all of one rate. */
export class AddressBudget {
  private readonly buckets = new Map<string, Bucket>()

  constructor(private readonly rate: Rate) {}

  /** Takes one token of this address. Returns whether there was one. */
  take(address: string, now = performance.now()): boolean {
    let bucket = this.buckets.get(address)
    if (!bucket) {
      if (this.buckets.size >= MANY) this.forgetIdle(now)
      bucket = fullBucket(this.rate, now)
      this.buckets.set(address, bucket)
    }
    return take(bucket, this.rate, now)
  }

  private forgetIdle(now: number): void {
    for (const [address, bucket] of this.buckets)
      if (isFull(bucket, this.rate, now)) this.buckets.delete(address)
  }
}
