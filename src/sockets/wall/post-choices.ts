/** What presenters choose for single posts of a room: they are approved, rejected, pinned or unpinned. */
import type { Refusal } from '../../core/protocol/replies'
import type { ChosenPost, WallChoice } from '../../core/protocol/node-events'
import { refuse } from '../../core/protocol/refusals'
import type { WallPosts } from './wall-posts'

export class PostChoices {
  constructor(private readonly posts: WallPosts) {}

  /** Applies a choice made on this node, or says why it cannot be applied. */
  apply(id: string, choice: WallChoice): Refusal | undefined {
    if (choice === 'approve') return this.approve(id)
    if (choice === 'reject') return this.reject(id)
    return this.pin(id, choice === 'pin')
  }

  /** Applies a choice made on another node. Where it is so here already, nothing happens. */
  receive({ choice, post }: ChosenPost): void {
    if (choice === 'reject') return this.posts.ban(post.id)
    if (choice !== 'unpin') this.posts.admit(post)
    if (choice !== 'approve') this.pin(post.id, choice === 'pin')
  }

  private approve(id: string): Refusal | undefined {
    const post = this.posts.waiting.get(id)
    if (!post) return refuse('no-such-post')
    this.posts.admit(post)
    return undefined
  }

  private reject(id: string): Refusal | undefined {
    if (!this.posts.find(id)) return refuse('no-such-post')
    this.posts.ban(id)
    return undefined
  }

  /** A post that waits is approved by being pinned. */
  private pin(id: string, isPinned: boolean): Refusal | undefined {
    const { posts } = this
    if (posts.pinned.has(id) === isPinned) return refuse('already-so')
    if (isPinned && posts.pinned.isFull) return refuse('too-many-pinned')
    const post = posts.find(id)
    if (!post) return refuse('no-such-post')
    if (posts.waiting.has(id)) this.approve(id)
    if (isPinned) posts.pinned.add(post, posts.viewWith(id))
    else posts.pinned.remove(id)
    return undefined
  }
}
