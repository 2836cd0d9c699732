/** Decides which posts are on the wall, and in which order. Knows no page. */
import { MAX_SHOWN_POSTS } from '../../src/core/limits/input-limits'
import type { Post, PostNews } from '../../src/core/protocol/wall'

export class VisiblePosts {
  pinned: Post[] = []
  /** Newest first. */
  private stream: Post[] = []
  /** Held posts, each with the place it keeps. */
  private readonly held = new Map<string, number>()
  /** Posts that this page has cleared, because a new connection sends them again. */
  private cleared = new Set<string>()

  /** Starts with these posts, oldest first. */
  begin(posts: Post[]): void {
    const standing = new Set(posts.map(({ id }) => id))
    for (const id of this.held.keys()) if (!standing.has(id)) this.held.delete(id)
    this.cleared = new Set([...this.cleared].filter(id => standing.has(id)))
    this.stream = posts.filter(({ id }) => !this.cleared.has(id)).reverse()
  }

  add(post: Post): void {
    if (this.cleared.has(post.id) || this.stream.some(({ id }) => id === post.id)) return
    this.stream.unshift(post)
    // Removes the oldest post that is not held.
    const oldest = [...this.stream].reverse().find(({ id }) => !this.held.has(id))
    if (this.stream.length > MAX_SHOWN_POSTS && oldest) this.stream.splice(this.stream.indexOf(oldest), 1)
  }

  /** Removes posts that were deleted and replaces those that were edited. */
  applyPatch({ removed, replaced }: Pick<PostNews, 'removed' | 'replaced'>): void {
    this.stream = patched(this.stream, removed, replaced)
    this.pinned = patched(this.pinned, removed, replaced)
    for (const id of removed) this.held.delete(id)
  }

  /** Removes every post that is not pinned. */
  clear(): void {
    for (const { id } of this.stream) this.cleared.add(id)
    this.stream = []
    this.held.clear()
  }

  isHeld(id: string): boolean {
    return this.held.has(id)
  }

  /** Keeps a post at its place; without a place, releases it. */
  hold(id: string, place: number | undefined): void {
    if (place === undefined) this.held.delete(id)
    else this.held.set(id, place)
  }

  /** At most `most` posts: pinned ones on top, then the newest, around the held ones. */
  arranged(most: number): Post[] {
    const pinned = this.pinned.slice(0, most)
    const ids = new Set(pinned.map(({ id }) => id))
    const stream = this.stream.filter(({ id }) => !ids.has(id))
    const isHeld = ({ id }: Post) => this.held.has(id)
    const held = stream.filter(isHeld)
    const room = Math.max(0, most - pinned.length)
    const shown = stream.filter(post => !isHeld(post)).slice(0, Math.max(0, room - held.length))
    // From the top down, so that each place is still free.
    for (const post of held.sort((a, b) => this.held.get(a.id)! - this.held.get(b.id)!))
      shown.splice(Math.max(0, this.held.get(post.id)! - pinned.length), 0, post)
    return [...pinned, ...shown.slice(0, room)]
  }
}

/** The posts without those that were deleted, and with the edited ones replaced. */
export function patched(posts: Post[], removed: string[], replaced: Post[]): Post[] {
  return posts
    .filter(({ id }) => !removed.includes(id))
    .map(post => replaced.find(({ id }) => id === post.id) ?? post)
}
