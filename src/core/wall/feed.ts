/** Owns the newest posts of one wall, and what a page that saw it up to some point is still to be told. Knows no sockets. */
import { MAX_SHOWN_POSTS } from '../limits/input-limits'
import { forgetOldest } from '../limits/bounded'
import type { Post, PostNews } from '../protocol/wall'

/** How far a page has been told: posts and changes, each counted since the beginning. */
export interface Cursor {
  posts: number
  changes: number
}

type Change = { replaced: Post } | { removed: string }

/** Changes remembered; a page that missed more is told all that stands. */
const MANY_CHANGES = 200

/** Never grows: the oldest posts give way. A page that is behind gets the newest, and how many it missed. */
export class Feed {
  private readonly standing = new Map<string, { post: Post; number: number }>()
  private posted = 0
  private changes: Change[] = []
  private changed = 0

  constructor(private readonly most = MAX_SHOWN_POSTS) {}

  /** Where a page stands that has been told everything. */
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

  /** A new post; one that stands already is not new. */
  push(post: Post): boolean {
    if (this.standing.has(post.id)) return false
    this.standing.set(post.id, { post, number: ++this.posted })
    forgetOldest(this.standing, this.most)
    return true
  }

  /** The post was edited; pages may show it though it no longer stands here. */
  replace(post: Post): void {
    const stands = this.standing.get(post.id)
    if (stands) stands.post = post
    this.note({ replaced: post })
  }

  /** The post must go, wherever it is shown. */
  remove(id: string): void {
    this.standing.delete(id)
    this.note({ removed: id })
  }

  /** All posts must go. */
  clear(): void {
    for (const id of [...this.standing.keys()]) this.remove(id)
  }

  /** What a page is still to be told; one that is paused hears of changes only, and of posts when it goes on. */
  since(cursor: Cursor, isPaused = false): { news: PostNews; cursor: Cursor } {
    const missed = this.changed - cursor.changes
    const isWhole = missed > this.changes.length
    const changes = missed === 0 || isWhole ? [] : this.changes.slice(-missed)
    const isTold = (number: number) => (number > cursor.posts ? !isPaused : isWhole)
    const told = [...this.standing.values()].filter(({ number }) => isTold(number))
    const upTo = isPaused ? cursor.posts : this.posted
    const isNew = told.filter(({ number }) => number > cursor.posts)
    return {
      news: {
        posts: told.map(({ post }) => post),
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
    if (this.changes.length > 2 * MANY_CHANGES) this.changes = this.changes.slice(-MANY_CHANGES)
  }
}
