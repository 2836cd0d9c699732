/** Posts that presenters hold on top of the room's wall. */
import type { Post } from '../../core/protocol/wall'
import type { FeedView } from './feed-view'

const MAX_PINNED = 3

export class PinnedPosts {
  private pinned: readonly Post[] = []
  /** The view on which each post was found: its search is notified when the post is edited or removed. */
  private readonly foundOn = new Map<string, FeedView>()

  /** `changed` is called whenever `posts` has changed. */
  constructor(private readonly changed: () => void) {}

  /** In the order in which they were pinned. */
  get posts(): Post[] {
    return [...this.pinned]
  }

  get isFull(): boolean {
    return this.pinned.length >= MAX_PINNED
  }

  get(id: string): Post | undefined {
    return this.pinned.find(post => post.id === id)
  }

  has(id: string): boolean {
    return this.get(id) !== undefined
  }

  add(post: Post, foundOn: FeedView | undefined): void {
    if (foundOn) this.foundOn.set(post.id, foundOn)
    this.set([...this.pinned, post])
  }

  remove(id: string): void {
    if (this.has(id)) this.set(this.pinned.filter(post => post.id !== id))
  }

  /** A post was edited. */
  replace(post: Post): void {
    if (this.has(post.id)) this.set(this.pinned.map(other => (other.id === post.id ? post : other)))
  }

  /** Those that were found on this view. */
  on(view: FeedView): Post[] {
    return this.pinned.filter(({ id }) => this.foundOn.get(id) === view)
  }

  private set(posts: readonly Post[]): void {
    this.pinned = posts
    for (const id of this.foundOn.keys()) if (!this.has(id)) this.foundOn.delete(id)
    this.changed()
  }
}
