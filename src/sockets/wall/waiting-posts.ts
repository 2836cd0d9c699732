/**
 * Posts that wait for a presenter's approval. Where too many wait, no source takes the place of another that has
 * fewer.
 */
import type { Logger } from 'pino'
import { givesWay, type PostSource } from '../../core/wall/fair-queue'
import { Feed } from '../../core/wall/feed'
import { MAX_WAITING_POSTS, type Post } from '../../core/protocol/wall'
import { FeedView } from './feed-view'

export class WaitingPosts {
  /** What presenters with the wall open see of them. */
  readonly view: FeedView
  /** Where each of them came from; never sent to anybody. */
  private readonly sources = new Map<string, PostSource>()

  constructor(logger: Logger) {
    this.view = new FeedView(new Feed(MAX_WAITING_POSTS), { event: 'postsWaiting', logger })
  }

  /** Oldest first. */
  get posts(): Post[] {
    return this.view.feed.posts
  }

  get(id: string): Post | undefined {
    return this.view.feed.get(id)
  }

  has(id: string): boolean {
    return this.get(id) !== undefined
  }

  /** Whether `add` would keep this post. */
  hasPlaceFor(post: Post, source: PostSource): boolean {
    return !this.isFull || this.loserTo(post, source) !== undefined
  }

  /** Lets a post wait, unless too many of its source do. */
  add(post: Post, source = elsewhere(post)): void {
    const { feed } = this.view
    if (this.isFull && !this.has(post.id)) {
      const loser = this.loserTo(post, source)
      if (loser === undefined) return
      feed.remove(loser)
    }
    feed.push(post)
    this.sources.set(post.id, source)
    for (const id of this.sources.keys()) if (!this.has(id)) this.sources.delete(id)
    this.view.changed()
  }

  private get isFull(): boolean {
    return this.posts.length >= MAX_WAITING_POSTS
  }

  private loserTo({ network }: Post, source: PostSource): string | undefined {
    const sourceOf = (post: Post) => this.sources.get(post.id) ?? elsewhere(post)
    return givesWay(this.posts, { network, source }, sourceOf)
  }
}

/** The source of a post that came from a network, or through another node. */
function elsewhere({ author }: Post): PostSource {
  return { address: 'elsewhere', person: author }
}
