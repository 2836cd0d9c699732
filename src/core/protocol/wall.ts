/** The wire types of the wall: posts, their sources, and the presenters' settings. */

/** Where posts come from; `room`: posted by people in the room. */
export const NETWORKS = ['room', 'bluesky', 'mastodon', 'x'] as const
export type Network = (typeof NETWORKS)[number]

/** A post on the wall. Its texts are untrusted: a page inserts them as text, never as HTML. */
export interface Post {
  /** Unique on the wall; an edit does not change it. */
  id: string
  network: Network
  /** Identifies the author, also after a change of name. Authors are blocked by it. */
  author: string
  /** The author's name as it is shown; the handle if there is no name. */
  name: string
  /** Without the @; empty for posts of the room, because names in a room are unique. */
  handle: string
  text: string
  /** When it was written: milliseconds since 1970. */
  at: number
  /** The post's address on its network, always https; absent for posts of the room. */
  link?: string
  /** The author's picture, always http or https; only if the operator allows remote images. */
  image?: string
  /** Language tags such as `en`, if the author gave any. */
  languages?: string[]
  isSensitive?: true
  isReply?: true
  /** Somebody else's post, shared by this author. */
  isBoost?: true
  isBot?: true
  /** A presenter or a helper posted it in the room. */
  role?: 'presenter' | 'helper'
}

/**
 * Changes of a wall. A page first deletes the removed posts, then updates the replaced ones, then adds the new ones.
 */
export interface PostNews {
  /** New posts, oldest first: at most 20, or at most 100 posts that wait for approval. */
  posts: Post[]
  /** The number of older posts left out, because too many came or this page read too slowly. */
  skipped: number
  /** Edited posts. A page that does not show one of them does not add it. */
  replaced: Post[]
  /** Ids of posts to remove at once, wherever they are shown. */
  removed: string[]
  /** The page missed too much, so `posts` is complete: it removes all other posts. */
  isWhole?: true
}

export type SourceState =
  /** Not connected, because nobody searches. */
  | 'idle'
  | 'connecting'
  | 'connected'
  /** The next attempt is at `retryAt`. */
  | 'retrying'
  /** The operator must set a key, or another key. */
  | 'needs-key'
  /** The daily quota of posts is used up. */
  | 'spent'

/** Why a source is not connected, or delivers only some posts. */
export type SourceReason =
  | 'unreachable'
  | 'closed'
  | 'silent'
  | 'refused'
  | 'too-many-requests'
  | 'no-key'
  | 'wrong-key'
  | 'daily-budget'
  /** Connected, but authors cannot be looked up, so posts are held back. */
  | 'no-authors'
  /** More terms are searched than this source allows: some are left out. */
  | 'too-many-terms'

export interface SourceStatus {
  network: Network
  state: SourceState
  reason?: SourceReason
  /** Milliseconds on the server's monotonic clock. */
  retryAt?: number
}

/** The presenters' settings of their room's wall. They are recorded. */
export interface WallSettings {
  /** What the room's wall searches; null: only posts of the room. */
  term: string | null
  /** No new posts appear on the room's wall; removals and edits still take effect. */
  isPaused: boolean
  /** Whether the audience may post. */
  posting: boolean
  /** Whether people of the audience may search their own terms. */
  search: boolean
  /** Which posts need a presenter's approval before the room's wall shows them. */
  approve: 'room' | 'all' | 'none'
  /** Whether posts of each of these kinds are shown. */
  sensitive: boolean
  replies: boolean
  boosts: boolean
  bots: boolean
  /** Language tags such as `en`; empty: all. Posts without a language are always shown. */
  languages: string[]
}

/** The part of the wall that only presenters see. */
export interface WallDocument extends WallSettings {
  /** Blocked authors: `author` as in the post, and the name when blocked. */
  blockedAuthors: { author: string; name: string }[]
}

/** What everybody may know about the wall without opening it. */
export interface WallNews {
  /** What the room's wall searches; null: only posts of the room. */
  term: string | null
  isPaused: boolean
  posting: boolean
  /** Whether this socket may search its own terms. */
  search: boolean
}

/** The reply to a page that opens the wall, or searches another term. */
export interface OpenedWall extends WallNews {
  /** The page's own term, trimmed; null: it follows the room's wall. */
  own: string | null
  /** The newest current posts, oldest first, at most 20. */
  posts: Post[]
  /** Pinned to the top of the room's wall by a presenter. */
  pinned: Post[]
  sources: SourceStatus[]
  /** For presenters: posts that wait for approval, oldest first, at most 100. */
  waiting?: Post[]
  /** For the audience: the author of one's own posts. */
  me?: string
  /** For the audience: ids of the posts that this person has reported, if there are any. */
  reported?: string[]
}

/** Posts that may wait for approval; the oldest are dropped. */
export const MAX_WAITING_POSTS = 100
