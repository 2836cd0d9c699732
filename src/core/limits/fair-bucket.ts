/**
 * A token bucket that many sources share fairly: half of it is divided among the sources, so a busy one cannot starve
 * the others; one source may use what the others leave. Knows no clock; work and memory are bounded.
 */
import { forgetOldest } from './bounded'
import { fullBucket, hasToken, take, type Bucket, type Rate } from './token-bucket'

/** Sources remembered; above this, the source that took nothing for longest is forgotten. */
const MAX_SOURCES = 1000
/** A source that took nothing during this many refills of the bucket is no longer counted. */
const IDLE_REFILLS = 5

interface Use {
  /** Tokens taken lately; the number is halved in the time of one refill. */
  tokens: number
  at: number
}

export class FairBucket {
  private readonly bucket: Bucket
  /** Ordered by last use, the latest at the end. */
  private readonly uses = new Map<string, Use>()
  private readonly refillMs: number

  constructor(
    private readonly rate: Rate,
    now: number,
  ) {
    this.bucket = fullBucket(rate, now)
    this.refillMs = (1000 * rate.burst) / rate.perSecond
  }

  /** Whether this source may take a token; takes none. */
  mayTake(source: string, now: number): boolean {
    if (!hasToken(this.bucket, this.rate, now)) return false
    const reserve = this.rate.burst / 2
    if (this.bucket.tokens - 1 >= reserve) return true
    this.forgetIdle(now)
    // One part more than there are sources, reserved for the next new source.
    const parts = this.uses.size + (this.uses.has(source) ? 1 : 2)
    return this.recent(source, now) + 1 <= Math.max(1, reserve / parts)
  }

  /** Takes a token, if there is one, and records the source. */
  take(source: string, now: number): void {
    take(this.bucket, this.rate, now)
    const tokens = this.recent(source, now) + 1
    this.uses.delete(source)
    this.uses.set(source, { tokens, at: now })
    forgetOldest(this.uses, MAX_SOURCES)
  }

  private recent(source: string, now: number): number {
    const use = this.uses.get(source)
    return use ? use.tokens * 2 ** ((use.at - now) / this.refillMs) : 0
  }

  private forgetIdle(now: number): void {
    for (const [source, { at }] of this.uses)
      if (now - at > IDLE_REFILLS * this.refillMs) this.uses.delete(source)
      else return
  }
}
