/**
 * Detects votes that look like a script's: many from one address within seconds, by browsers that are new. Knows no
 * clock.
 */
import { forgetOldest } from '../limits/bounded'

/** Seconds in which votes are counted together. */
export const WINDOW_S = 10
/** First votes of newcomers from one address in one window from which presenters are notified. */
export const MIN_BURST_VOTES = 100
/** Addresses remembered in one room. */
const MAX_ADDRESSES = 1000

export class VoteBursts {
  private readonly windows = new Map<string, { from: number; votes: number }>()

  /** A newcomer at this address has voted. Returns how many have in this window, where they are many. */
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
