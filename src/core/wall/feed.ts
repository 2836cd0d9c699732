/**
 * Holds the newest posts of one wall, and computes what to send to a page that has seen them up to a cursor. Knows no
 * sockets.
 */
import { MAX_SHOWN_POSTS } from '../limits/input-limits'
import { forgetOldest } from '../limits/bounded'
import type { Post, PostNews } from '../protocol/wall'

/** How much a page has been sent: posts and changes, counted since the feed began. */
export interface Cursor {
  posts: number
  changes: number
}

type Change = { replaced: Post } | { removed: string }

/** Changes remembered; a page that missed more is sent all current posts. */
const MAX_CHANGES = 200

/**
 * Its size is bounded: the oldest posts are dropped. A page that is behind gets the newest posts and the number it
 * missed.
 */
export class Feed {
  private readonly standing = new Map<string, { post: Post; number: number }>()
  private posted = 0
  private changes: Change[] = []
  private changed = 0

  constructor(private readonly maxPosts = MAX_SHOWN_POSTS) {}

  /** The cursor of a page that has been sent everything. */
  get end(): Cursor {
    return { posts: this.posted, changes: this.changed }
  }

  /** The current posts, oldest first. */
  get posts(): Post[] {
    return Array.from(this.standing.values(), ({ post }) => post)
  }

  get(id: string): Post | undefined {
    return this.standing.get(id)?.post
  }

  /** Adds a post. Returns false if it is already in the feed. */
  push(post: Post): boolean {
    if (this.standing.has(post.id)) return false
    this.standing.set(post.id, { post, number: ++this.posted })
    forgetOldest(this.standing, this.maxPosts)
    return true
  }

  /** Replaces an edited post. Pages may still show it after it left the feed, so they are sent the edit in any case. */
  replace(post: Post): void {
    const stands = this.standing.get(post.id)
    if (stands) stands.post = post
    this.note({ replaced: post })
  }

  /** Removes the post from the feed and from every page. */
  remove(id: string): void {
    this.standing.delete(id)
    this.note({ removed: id })
  }

  /** Removes all posts from the feed and from every page. */
  clear(): void {
    for (const id of [...this.standing.keys()]) this.remove(id)
  }

  /** What to send to a page at this cursor. A paused page gets changes only, and the posts when it resumes. */
  since(cursor: Cursor, isPaused = false): { news: PostNews; cursor: Cursor } {
    const missed = this.changed - cursor.changes
    const isWhole = missed > this.changes.length
    const changes = missed === 0 || isWhole ? [] : this.changes.slice(-missed)
    const isSent = (number: number) => (number > cursor.posts ? !isPaused : isWhole)
    const sent = [...this.standing.values()].filter(({ number }) => isSent(number))
    const upTo = isPaused ? cursor.posts : this.posted
    const isNew = sent.filter(({ number }) => number > cursor.posts)
    return {
      news: {
        posts: sent.map(({ post }) => post),
        skipped: upTo - cursor.posts - isNew.length,
        replaced: changes.flatMap(change => ('replaced' in change ? change.replaced : [])),
        removed: changes.flatMap(change => ('removed' in change ? change.removed : [])),
        ...(isWhole && { isWhole: true as const }),
      },
      cursor: { posts: upTo, changes: this.changed },
    }
  }

  private note(change: Change): void {
    this.changes.push(change)
    this.changed++
    if (this.changes.length > 2 * MAX_CHANGES) this.changes = this.changes.slice(-MAX_CHANGES)
  }
}
