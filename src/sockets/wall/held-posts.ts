/**
 * Posts of the room that a panic hides until it is undone or over. It knows where each one was, but neither the views
 * nor the settings: taking a post off and putting it back is left to `Places`.
 */
import type { HeldPost } from '../../core/protocol/node-events'
import type { Post } from '../../core/protocol/wall'

/** As many as may be shown and wait. */
const MAX_HELD = 200

/** Where posts of the wall are. */
export interface Places {
  placeOf(id: string): HeldPost['place']
  /** Takes a post off wherever it is; it may come back. */
  remove(id: string): void
  /** A post is where it was, as far as the settings allow it now. */
  putBack(held: HeldPost): void
  /** Takes a post off for good. */
  ban(id: string): void
}

export class HeldPosts {
  private readonly held = new Map<string, HeldPost>()

  constructor(private readonly places: Places) {}

  /** Oldest first. */
  get all(): HeldPost[] {
    return [...this.held.values()]
  }

  has(id: string): boolean {
    return this.held.has(id)
  }

  /**
   * Hides a post that is on no view yet, or that another node hides; it is not removed from any view. If there are too
   * many, the oldest is taken off for good.
   */
  hold(held: HeldPost): void {
    this.held.set(held.post.id, held)
    const [oldest] = this.held.keys()
    if (this.held.size > MAX_HELD && oldest !== undefined) this.places.ban(oldest)
  }

  /** A panic began: these posts are taken off. One that is in several places is listed several times. */
  takeOff(posts: readonly Post[]): void {
    for (const post of posts) {
      if (this.has(post.id)) continue
      this.hold({ post, place: this.places.placeOf(post.id) })
      this.places.remove(post.id)
    }
  }

  /** The panic was undone: what it hid is where it was. */
  putBack(): void {
    const { all } = this
    this.held.clear()
    for (const held of all) this.places.putBack(held)
  }

  /** The panic is over, and what it hid stays hidden. */
  drop(): void {
    for (const { post } of this.all) this.places.ban(post.id)
  }

  /** Such a post was taken off for good. */
  delete(id: string): void {
    this.held.delete(id)
  }

  /** A new lesson: nothing of the one before comes back. */
  clear(): void {
    this.held.clear()
  }
}
