/** What a server may hold once everybody has left, round after round. Knows no server. */
import { median } from '../bench/statistics'

/** What the process holds at rest, as `gauge.js` tells it. */
export interface Held {
  /** After garbage collection: the heap, and what stands outside of it. */
  bytes: number
  /** Rooms and emitters (sockets, requests, workers), by the names of their classes. */
  objects: Record<string, number>
  /** Timers that run, by the place that set them. */
  timers: Record<string, number>
  /** What keeps the process alive, by its kind. */
  active: Record<string, number>
  /** What the store keeps: entries of each kind. */
  entries: Record<string, number>
}

/** A round, once the server is at rest. */
export interface Round {
  /** Connections that came so far, in all rounds. */
  visits: number
  held: Held
}

/**
 * Bytes that may stay of one visit: that a browser has come is remembered, of at most 20,000 of them (`newcomers`), by some
 * 200 bytes. A connection that is kept costs 16 KiB and more.
 */
const MAX_BYTES_PER_VISIT = 512
/**
 * Bytes by which the heap differs between two rests in which nothing stays: compiled code, and what caches hold. In a
 * minute, with some hundred visits, code still grew by 1.5 MiB after the warm-up: such a soak finds that whole
 * connections stay, one of ten minutes finds 2 KiB a visit.
 */
const NOISE_BYTES = 4 * 1024 * 1024
/** The share of the rounds in which code is still being compiled, and what is made once is made. */
const WARM_UP = 1 / 3

/** The code of an erased room rests for a while before another room may have it: an entry each, for some days. */
const RESTING = / of erased,/

/** What is counted and more than after the first round, as sentences. */
export function moreThan(first: Held, now: Held): string[] {
  return [
    ...grown('objects', first.objects, now.objects),
    ...grown('timers', first.timers, now.timers),
    ...grown('handles', first.active, now.active),
    ...grown('kept', first.entries, now.entries).filter(sentence => !RESTING.test(sentence)),
  ]
}

function grown(what: string, before: Record<string, number>, now: Record<string, number>): string[] {
  return Object.entries(now)
    .filter(([kind, count]) => count > (before[kind] ?? 0))
    .map(([kind, count]) => `${what}: ${count} of ${kind}, ${before[kind] ?? 0} after the first round`)
}

/** What grows with the visits, as a sentence; undefined: nothing does. */
export function growing(rounds: readonly Round[]): string | undefined {
  const settled = rounds.slice(Math.floor(rounds.length * WARM_UP))
  const visits = settled.at(-1)!.visits - settled[0]!.visits
  const most = MAX_BYTES_PER_VISIT + NOISE_BYTES / visits
  const bytes = bytesPerVisit(settled)
  const sentence = `${Math.round(bytes)} bytes stay of each visit, of at most ${Math.round(most)}`
  return bytes > most ? sentence : undefined
}

/** The median of the slopes between all pairs of rounds (Theil and Sen): single rounds that are off do not move it. */
export function bytesPerVisit(rounds: readonly Round[]): number {
  const slopes = rounds.flatMap((one, index) =>
    rounds.slice(index + 1).map(other => (other.held.bytes - one.held.bytes) / (other.visits - one.visits)),
  )
  return median(slopes)
}
