/**
 * A token bucket that many sources share fairly: half of it is divided among the sources, so a busy one cannot starve the
 * others; what nobody else needs, one source may use alone. Knows no clock; work and memory are bounded.
 */
import { forgetOldest } from './bounded'
import { fullBucket, hasToken, take, type Bucket, type Rate } from './token-bucket'

/** Sources remembered; of more, the one that took nothing for longest is forgotten. */
const MAX_SOURCES = 1000
/** Refills of the bucket after which a source that took nothing counts no more. */
const IDLE_REFILLS = 5

interface Use {
  /** Tokens taken lately: half as many count after the time of one refill. */
  tokens: number
  at: number
}

export class FairBucket {
  private readonly bucket: Bucket
  /** The source that took something last is the last one. */
  private readonly uses = new Map<string, Use>()
  private readonly refillMs: number

  constructor(
    private readonly rate: Rate,
    now: number,
  ) {
    this.bucket = fullBucket(rate, now)
    this.refillMs = (1000 * rate.burst) / rate.perSecond
  }

  /** Whether there is a token for this source; takes none. */
  mayTake(source: string, now: number): boolean {
    if (!hasToken(this.bucket, this.rate, now)) return false
    const reserve = this.rate.burst / 2
    if (this.bucket.tokens - 1 >= reserve) return true
    this.forgetIdle(now)
    // One part more than there are sources: for somebody who is still to come.
    const parts = this.uses.size + (this.uses.has(source) ? 1 : 2)
    return this.recent(source, now) + 1 <= Math.max(1, reserve / parts)
  }

  /** Takes a token, if there is one at all, and remembers who did. */
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
