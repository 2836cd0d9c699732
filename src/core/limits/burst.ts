/** Decides when a repeated event is logged: once, when a burst begins. Knows no clock. */

/** Milliseconds without the event that end a burst. */
export const BURST_END_MS = 60_000

export class Burst {
  private lastAt = -Infinity

  /** Records the event. Returns whether a burst begins with it. */
  begins(now: number): boolean {
    const isFirst = now - this.lastAt > BURST_END_MS
    this.lastAt = now
    return isFirst
  }
}
