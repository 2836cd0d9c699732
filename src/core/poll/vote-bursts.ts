/**
 * Detects votes that look like a script's: many from one address within seconds, by new browsers. Knows no
 * clock.
 */
import { forgetOldest } from '../limits/bounded'

/** Length of the window in which votes are counted, in seconds. */
export const WINDOW_S = 10
/** Presenters are notified when newcomers at one address cast this many first votes in one window. */
export const MIN_BURST_VOTES = 100
/** Addresses remembered per room. */
const MAX_ADDRESSES = 1000

export class VoteBursts {
  private readonly windows = new Map<string, { from: number; votes: number }>()

  /**
   * Counts the first vote of a newcomer at this address. Returns the number in this window if presenters are to be
   * notified.
   */
  note(address: string, now: number): number | undefined {
    const window = this.windows.get(address)
    if (window && now - window.from <= WINDOW_S * 1000)
      return ++window.votes >= MIN_BURST_VOTES ? window.votes : undefined
    this.windows.delete(address)
    this.windows.set(address, { from: now, votes: 1 })
    forgetOldest(this.windows, MAX_ADDRESSES)
    return undefined
  }
}
