/** What a source of posts is: what it is asked for, and what it reports. It knows no rooms and no screens. */
import type { Term, Tokens } from '../core/wall/search-terms'
import type { Network, Post, SourceStatus } from '../core/protocol/wall'

/** A post with the tokens by which terms find it. */
export interface FoundPost {
  post: Post
  tokens: Tokens
}

/** What is searched just now. */
export interface Wanted {
  /** All terms that somebody watches, each once. */
  terms: readonly WantedTerm[]
  /** Whether one of them matches. */
  finds(tokens: Tokens): boolean
  /** Whether some screen may show this post. */
  shows(id: string): boolean
}

export interface WantedTerm {
  term: Term
  /** As somebody typed it. */
  text: string
  /** A presenter's, on a wall that is not paused: may be asked of networks that take money for each post. */
  isPaid: boolean
}

/** One network: one connection a process, whatever is searched. */
export interface Source {
  readonly network: Network
  /** From now on posts that match are reported; called again when other terms are wanted. */
  start(wanted: Wanted): void
  /** Nobody searches any more, or the process ends: closes everything, reports nothing more. */
  stop(): void
}

/** What a source reports. */
export interface SourceListener {
  post(found: FoundPost): void
  /** A post is gone. */
  remove(id: string): void
  /** An author is gone, or wants to be: all of their posts are. */
  removeAuthor(author: string): void
  /** A post was edited. */
  replace(found: FoundPost): void
  status(status: Omit<SourceStatus, 'network'>): void
  /** A frame was skipped: malformed, oversize or unknown. */
  skipped(): void
}

/** Milliseconds, and how much chance is in them; tests give shorter ones. */
export interface SourceIntervals {
  /** Wait before the first retry; it doubles up to `retryMost`. */
  retryFirst: number
  retryMost: number
  /** After an answer that asks for patience: 4xx, 5xx; likewise. */
  refusedFirst: number
  refusedMost: number
  /** After "too many requests"; likewise. */
  busyFirst: number
  busyMost: number
  /** Without a sign of life for so long, a connection is given up. */
  silence: number
  /** One request or handshake may take so long. */
  answer: number
  /** Missed posts are asked for again from at most so long ago. */
  rewind: number
  /** Authors are asked for together, once in so long. */
  authors: number
  /** A tag is read again after so long, and requests keep this distance. */
  poll: number
  pollGap: number
  /** A search goes on for so long after its last viewer left, so that a page may be loaded again. */
  linger: number
  /** A number from 0 to 1. */
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
