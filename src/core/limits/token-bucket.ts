/** A token bucket: how much one sender may send. Time is an argument; nothing waits, so events keep their order. */

/** A bucket holds at most `burst` tokens and wins `perSecond` of them back each second. */
export interface Rate {
  perSecond: number
  burst: number
}

export interface Bucket {
  tokens: number
  /** Milliseconds, on the clock of whoever asks. */
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

function refill(bucket: Bucket, rate: Rate, now: number): void {
  const elapsed = Math.max(0, now - bucket.at) / 1000
  bucket.tokens = Math.min(rate.burst, bucket.tokens + elapsed * rate.perSecond)
  bucket.at = now
}
