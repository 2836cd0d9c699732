/** Token buckets, for one sender and for many. Time is an argument; nothing waits, so events keep their order. */
import { forgetOldest } from './bounded'

/** Senders remembered; above this, the sender that sent nothing for longest is forgotten. */
export const MAX_SENDERS = 10_000

/** A bucket holds at most `burst` tokens and is refilled with `perSecond` tokens a second. */
export interface Rate {
  perSecond: number
  burst: number
}

export interface Bucket {
  tokens: number
  /** Milliseconds, on the caller's clock. */
  at: number
}

export function fullBucket(rate: Rate, now: number): Bucket {
  return { tokens: rate.burst, at: now }
}

/** Takes one token. Returns whether there was one. */
export function take(bucket: Bucket, rate: Rate, now: number): boolean {
  refill(bucket, rate, now)
  if (bucket.tokens < 1) return false
  bucket.tokens -= 1
  return true
}

/** Whether there is a token to take. */
export function hasToken(bucket: Bucket, rate: Rate, now: number): boolean {
  refill(bucket, rate, now)
  return bucket.tokens >= 1
}

/** Whether forgetting the bucket would change nothing. */
export function isFull(bucket: Bucket, rate: Rate, now: number): boolean {
  refill(bucket, rate, now)
  return bucket.tokens >= rate.burst
}

/** Buckets of many senders at one rate. Memory and work are bounded. */
export class Buckets {
  /** Ordered by last use, the latest at the end. */
  private readonly buckets = new Map<string, Bucket>()

  constructor(private readonly rate: Rate) {}

  /** The number of senders remembered now. */
  get size(): number {
    return this.buckets.size
  }

  /** Takes one token of this sender. Returns whether there was one. */
  take(sender: string, now: number): boolean {
    const bucket = this.buckets.get(sender) ?? fullBucket(this.rate, now)
    this.buckets.delete(sender)
    this.buckets.set(sender, bucket)
    if (this.buckets.size > MAX_SENDERS) forgetOldest(this.buckets, MAX_SENDERS)
    return take(bucket, this.rate, now)
  }

  /** Whether this sender has a token; takes none. */
  has(sender: string, now: number): boolean {
    const bucket = this.buckets.get(sender)
    return bucket === undefined || hasToken(bucket, this.rate, now)
  }
}

function refill(bucket: Bucket, rate: Rate, now: number): void {
  const elapsed = Math.max(0, now - bucket.at) / 1000
  bucket.tokens = Math.min(rate.burst, bucket.tokens + elapsed * rate.perSecond)
  bucket.at = now
}
