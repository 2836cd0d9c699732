/** Decides when a repeated event is logged: once at the beginning of each burst. Knows no clock. */

/** Milliseconds without it after which the next time begins another burst. */
export const BURST_END_MS = 60_000

export class Burst {
  private lastAt = -Infinity

  /** It has happened. Returns whether a burst begins with it. */
  begins(now: number): boolean {
    const isFirst = now - this.lastAt > BURST_END_MS
    this.lastAt = now
    return isFirst
  }
}
