/**
 * Detects votes that look like those of one person or a script: many from one address within seconds. Knows no clock.
 */
import { forgetOldest } from '../limits/bounded'
import type { ManyVotes } from '../protocol/presenter'

/** Length of the window in which first votes of new browsers are counted, in seconds. */
export const WINDOW_S = 10
/** Presenters are notified when newcomers at one address cast this many first votes in one window. */
export const MIN_BURST_VOTES = 100
/** Length of the window in which all new ballots of an address are counted, in seconds. */
export const BALLOT_WINDOW_S = 2
/** New ballots of one address in that window that presenters are told of. */
export const MIN_BURST_BALLOTS = 10
/** So many people who have been there for a while say where the room sits; fewer do not. */
export const MIN_SETTLED = 10
/** Addresses remembered per room. */
const MAX_ADDRESSES = 1000
/** People of one address whose ballots are counted in one window. */
const MAX_BALLOTS = 1000

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

export class BallotBursts {
  /** When each person of an address has cast a ballot; the oldest first. */
  private readonly cast = new Map<string, Map<string, number>>()

  /** Counts a new ballot. Returns how many people of this address have cast one within the last two seconds. */
  note(address: string, person: string, now: number): number {
    const times = this.cast.get(address) ?? new Map<string, number>()
    times.delete(person)
    times.set(person, now)
    for (const [other, at] of times) {
      if (now - at <= BALLOT_WINDOW_S * 1000) break
      times.delete(other)
    }
    forgetOldest(times, MAX_BALLOTS)
    this.cast.delete(address)
    this.cast.set(address, times)
    forgetOldest(this.cast, MAX_ADDRESSES)
    return times.size
  }
}

/** How many people of a room are at an address, and how many there are in all; settled: there for a while. */
export interface AddressShare {
  here: number
  all: number
  settledHere: number
  settled: number
}

/**
 * Whether so many ballots of one address in one window are worth a hint: not where as many people have been there for
 * a while, nor where most of the room is, as in a hall behind one router. Enough settled people decide where that is,
 * so that a script cannot bring a majority of its own.
 */
export function isWorthAHint(ballots: number, { here, all, settledHere, settled }: AddressShare): boolean {
  if (ballots < MIN_BURST_BALLOTS || ballots <= settledHere) return false
  const isMostOfTheRoom = settled >= MIN_SETTLED ? settledHere * 2 > settled : here * 2 > all
  return !isMostOfTheRoom
}

/** Whether presenters are to be told this in place of what they were told of the same poll: they have one hint at a time. */
export function outranks(news: ManyVotes, before: ManyVotes | undefined): boolean {
  if (before?.pollId !== news.pollId) return true
  if (before.areNew !== news.areNew) return news.areNew
  return news.votes > before.votes
}
