/** The interface of a source of posts: what it searches and what it reports. It knows no rooms and no screens. */
import type { Tokens } from '../core/text/tokens'
import type { Term } from '../core/wall/search-terms'
import type { Network, Post, SourceStatus } from '../core/protocol/wall'

/** A post with the tokens by which terms match it. */
export interface FoundPost {
  post: Post
  tokens: Tokens
}

/** What is searched now. */
export interface Wanted {
  /** All watched terms, each once. */
  terms: readonly WantedTerm[]
  /** Whether one of them matches. */
  finds(tokens: Tokens): boolean
  /** Whether any screen may show this post. */
  shows(id: string): boolean
}

export interface WantedTerm {
  term: Term
  /** As it was typed. */
  text: string
  /** Of a presenter, on a wall that is not paused: networks that charge for each post may be used. */
  isPaid: boolean
}

/** One network: one connection per process, whatever is searched. */
export interface Source {
  readonly network: Network
  /** Starts to report posts that match; called again when the terms change. */
  start(wanted: Wanted): void
  /** Closes everything and reports nothing more, because nobody searches or the process ends. */
  stop(): void
}

/** What a source reports. */
export interface SourceListener {
  post(found: FoundPost): void
  /** A post was deleted. */
  remove(id: string): void
  /** An author was deleted or wants to be hidden, with all their posts. */
  removeAuthor(author: string): void
  /** A post was edited. */
  replace(found: FoundPost): void
  status(status: Omit<SourceStatus, 'network'>): void
  /** A frame was skipped: malformed, oversize or unknown. */
  skipped(): void
}

/** Intervals in milliseconds, and their random part; tests use shorter ones. */
export interface SourceIntervals {
  /** Wait before the first retry; it doubles up to `retryMost`. */
  retryFirst: number
  retryMost: number
  /** The same after an error answer: 4xx, 5xx. */
  refusedFirst: number
  refusedMost: number
  /** The same after "too many requests". */
  busyFirst: number
  busyMost: number
  /** A connection that is silent for this long is closed. */
  silence: number
  /** Time-out of a request or handshake. */
  answer: number
  /** How far back missed posts are requested again. */
  rewind: number
  /** Interval between two batches of author lookups. */
  authors: number
  /** Interval between two reads of a tag, and between two requests. */
  poll: number
  pollGap: number
  /** How long a search continues after its last viewer left, so that a page may be reloaded. */
  linger: number
  /** A random number from 0 to 1. */
  chance(): number
}

export const SOURCE_INTERVALS: SourceIntervals = {
  retryFirst: 250,
  retryMost: 30_000,
  refusedFirst: 5_000,
  refusedMost: 320_000,
  busyFirst: 60_000,
  busyMost: 960_000,
  silence: 45_000,
  answer: 10_000,
  rewind: 30_000,
  authors: 250,
  poll: 10_000,
  pollGap: 1_500,
  linger: 15_000,
  chance: Math.random,
}
