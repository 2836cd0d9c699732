/** The shapes of the wall on the wire: posts, their sources, and the presenters' settings. */

/** Where posts come from; `room`: what people post here for the wall. */
export const NETWORKS = ['room', 'bluesky', 'mastodon', 'x'] as const
export type Network = (typeof NETWORKS)[number]

/** An entry on the wall. Its texts come from strangers: a page writes them as text, never as HTML. */
export interface Post {
  /** Unique on the wall, and the same after an edit. */
  id: string
  network: Network
  /** Identifies the author, also after the author has taken another name. Authors are blocked by it. */
  author: string
  /** The author's name as it is shown; the handle where there is none. */
  name: string
  /** Without the @; empty for posts of the room, where names are unique. */
  handle: string
  text: string
  /** When it was written: milliseconds since 1970. */
  at: number
  /** Where it stands on its network, always https; absent for posts of the room. */
  link?: string
  /** The author's picture, always http or https; only where the operator allows remote images. */
  image?: string
  /** Language tags such as `en`, where the author named some. */
  languages?: string[]
  isSensitive?: true
  isReply?: true
  /** Somebody else's post, shared by this author. */
  isBoost?: true
  isBot?: true
  /** A presenter posted it in the room. */
  role?: 'presenter'
}

/** What is new on a wall. A page first takes out the removed posts, then changes the replaced ones, then adds the new ones. */
export interface PostNews {
  /** New posts, oldest first: at most 20, of posts that wait for a presenter at most 100. */
  posts: Post[]
  /** Older ones that were left out here: too many came, or this page read too slowly. */
  skipped: number
  /** Posts that were edited. A page that does not show one of them does not add it. */
  replaced: Post[]
  /** Ids of posts to be removed at once, wherever they are shown. */
  removed: string[]
  /** The page missed so much that `posts` is all that stands: it removes all other posts. */
  isWhole?: true
}

export type SourceState =
  /** Nobody searches, so it is not connected. */
  | 'idle'
  | 'connecting'
  | 'connected'
  /** Will be tried again at `retryAt`. */
  | 'retrying'
  /** Needs a key, or another one, from the operator. */
  | 'needs-key'
  /** The daily quota of posts is used up. */
  | 'spent'

/** Why a source is not connected, or gives less than it could. */
export type SourceReason =
  | 'unreachable'
  | 'closed'
  | 'silent'
  | 'refused'
  | 'too-many-requests'
  | 'no-key'
  | 'wrong-key'
  | 'daily-budget'
  /** Connected, but the authors of the posts cannot be found out: the posts are held back. */
  | 'no-authors'
  /** More is searched than this source takes: some terms are left out. */
  | 'too-many-terms'

export interface SourceStatus {
  network: Network
  state: SourceState
  reason?: SourceReason
  /** Milliseconds on the server's steady clock. */
  retryAt?: number
}

/** The presenters' settings of the wall of their room. They are recorded. */
export interface WallSettings {
  /** What the room's wall searches; null: only posts of the room. */
  term: string | null
  /** No new posts appear on the room's wall; removals and edits still do. */
  isPaused: boolean
  /** Whether the audience may post. */
  posting: boolean
  /** Whether the audience may search terms of its own, each for itself. */
  search: boolean
  /** Which posts wait for a presenter before the room's wall shows them. */
  approve: 'room' | 'all' | 'none'
  /** Whether posts of each of these kinds are shown. */
  sensitive: boolean
  replies: boolean
  boosts: boolean
  bots: boolean
  /** Language tags such as `en`; empty: all. Posts that name no language are always shown. */
  languages: string[]
}

/** What only presenters see of the wall, in their state. */
export interface WallDocument extends WallSettings {
  /** Whose posts are not shown: `author` as in the post, and the name it had. */
  blockedAuthors: { author: string; name: string }[]
  /** Posts with one of these words are not shown. */
  blockedWords: string[]
}

/** What everybody may know of the wall without opening it. */
export interface WallNews {
  /** What the room's wall searches; null: only posts of the room. */
  term: string | null
  isPaused: boolean
  posting: boolean
  /** Whether this socket may search terms of its own. */
  search: boolean
}

/** The reply to a page that opens the wall, or searches another term. */
export interface OpenedWall extends WallNews {
  /** The term it searches by itself, trimmed; null: it follows the room's wall. */
  own: string | null
  /** The newest posts that stand, oldest first, at most 20. */
  posts: Post[]
  /** Held on top of the room's wall by a presenter. */
  pinned: Post[]
  sources: SourceStatus[]
  /** For presenters: posts that wait for them, oldest first, at most 100. */
  waiting?: Post[]
}

/** Posts that wait for a presenter; the oldest give way. */
export const MAX_WAITING_POSTS = 100
