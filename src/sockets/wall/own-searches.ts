/** What visitors of a room search for themselves: one search for each term, however many look at it. */
import type { Refusal } from '../../core/protocol/replies'
import { Feed } from '../../core/wall/feed'
import { matches } from '../../core/wall/term-index'
import { refuse } from '../../core/protocol/refusals'
import { tokensOf } from '../../core/text/tokens'
import { parseTerm, type Term } from '../../core/wall/search-terms'
import type { Post } from '../../core/protocol/wall'
import type { RoomSocket } from '../room/live-room'
import { FeedView } from './feed-view'
import { postWatcher } from './post-watcher'
import { Search } from './search'
import type { SharedWallParts } from './shared-parts'
import type { WallPosts } from './wall-posts'

/** What every search of a room needs. */
export type SearchingParts = Pick<SharedWallParts, 'hub' | 'lingerMs' | 'termShares' | 'logger'>

export class OwnSearches {
  /** By the key of the term. */
  private readonly searches = new Map<string, { search: Search; term: Term }>()

  constructor(
    private readonly code: string,
    private readonly posts: WallPosts,
    private readonly parts: SearchingParts,
  ) {}

  get views(): FeedView[] {
    return Array.from(this.searches.values(), ({ search }) => search.view)
  }

  /** The search for a term as this socket typed it, or why there can be none. */
  searchFor(text: string, { data }: RoomSocket): Search | Refusal {
    const parsed = parseTerm(text)
    if (!parsed.ok) return parsed
    const { term } = parsed
    const known = this.searches.get(term.key)
    if (known) return known.search
    // What presenters search does not count towards their room's share.
    const giveBack = data.presenter ? () => undefined : this.parts.termShares.take(this.code, data.address)
    if (!giveBack) return refuse('too-many-terms')
    const search = this.begin(text, term, giveBack)
    this.searches.set(term.key, { search, term })
    return search
  }

  /** Shows a post of the room to all who search for what is in it. */
  show(post: Post): void {
    const tokens = tokensOf(post.text)
    for (const { search, term } of this.searches.values())
      if (matches(term, tokens) && search.view.feed.push(post)) search.view.changed()
  }

  close(): void {
    for (const { search } of this.searches.values()) search.close()
  }

  private begin(text: string, term: Term, giveBack: () => void): Search {
    const { hub, lingerMs, logger } = this.parts
    const feed = new Feed()
    for (const post of this.posts.here) if (matches(term, tokensOf(post.text))) feed.push(post)
    const view = new FeedView(feed, { logger })
    return new Search(text, {
      hub,
      lingerMs,
      view,
      // Only on the room's wall posts wait for presenters.
      watcher: postWatcher(this.posts, view, () => false),
      pays: ({ data }) => data.presenter,
      ended: () => {
        giveBack()
        this.searches.delete(term.key)
        this.posts.forgetFound(view)
      },
    })
  }
}
