/** The newest posts of one wall, and what a page that has seen them up to some point is still to be sent. Knows no sockets. */
import { MAX_SHOWN_POSTS } from '../limits/input-limits'
import { forgetOldest } from '../limits/bounded'
import type { Post, PostNews } from '../protocol/wall'

/** How much a page has been sent: posts and changes, each counted since the beginning. */
export interface Cursor {
  posts: number
  changes: number
}

type Change = { replaced: Post } | { removed: string }

/** Changes remembered; a page that missed more is sent all posts that stand. */
const MAX_CHANGES = 200

/** Its size is bounded: the oldest posts give way. A page that is behind gets the newest posts, and how many it missed. */
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

  /** Posts that stand, oldest first. */
  get posts(): Post[] {
    return Array.from(this.standing.values(), ({ post }) => post)
  }

  get(id: string): Post | undefined {
    return this.standing.get(id)?.post
  }

  /** Adds a post. Returns whether it is new: false for one that stands already. */
  push(post: Post): boolean {
    if (this.standing.has(post.id)) return false
    this.standing.set(post.id, { post, number: ++this.posted })
    forgetOldest(this.standing, this.maxPosts)
    return true
  }

  /** The post was edited. Pages may still show it when it no longer stands here. */
  replace(post: Post): void {
    const stands = this.standing.get(post.id)
    if (stands) stands.post = post
    this.note({ replaced: post })
  }

  /** The post is to be removed, wherever it is shown. */
  remove(id: string): void {
    this.standing.delete(id)
    this.note({ removed: id })
  }

  /** All posts are to be removed. */
  clear(): void {
    for (const id of [...this.standing.keys()]) this.remove(id)
  }

  /** What a page is still to be sent. While it is paused it gets changes only; it gets the posts when it resumes. */
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
