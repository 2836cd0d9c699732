/** Keeps a room's wall the same on all nodes: its own posts, and what presenters have decided about any post. */
import type { Refusal } from '../../core/protocol/replies'
import type { WallChoice, WallState } from '../../core/protocol/node-events'
import type { PostSource } from '../../core/wall/fair-queue'
import type { Post } from '../../core/protocol/wall'
import type { LiveRoom } from '../room/live-room'
import { PostChoices } from './post-choices'
import type { WallPosts } from './wall-posts'

export class WallSync {
  readonly choices: PostChoices

  constructor(
    private readonly room: Pick<LiveRoom, 'publish' | 'ask'>,
    private readonly posts: WallPosts,
  ) {
    this.choices = new PostChoices(posts)
  }

  /** Applies a presenter's choice here, and sends it to the other nodes. */
  choose(id: string, choice: WallChoice): Refusal | undefined {
    const post = this.posts.find(id)
    const refusal = this.choices.apply(id, choice)
    if (!refusal && post) this.room.publish('wallChosen', { choice, post })
    return refusal
  }

  /** Adds a post by somebody on this node, and sends it to the other nodes. */
  add(post: Post, source: PostSource): void {
    this.posts.add(post, source)
    this.room.publish('wallPost', post)
  }

  /** Adds a post by somebody on another node. Returns whether it is new here. */
  receivePost(post: Post): boolean {
    if (this.posts.find(post.id) || this.posts.isRejected(post.id)) return false
    this.posts.add(post)
    return true
  }

  /** What this node knows of the room's wall. */
  get state(): WallState {
    const { waiting, here, pinned, lastRejected, held } = this.posts
    return {
      waiting: waiting.posts.filter(({ network }) => network === 'room'),
      here,
      pinned: pinned.posts,
      rejected: lastRejected,
      held: held.all,
    }
  }

  /** Asks the other nodes what they know, and learns it. */
  async catchUp(): Promise<void> {
    const isEnough = (value: unknown) => value !== undefined
    const answers = await this.room.ask('wallStateWanted', undefined, { isEnough })
    for (const { value } of answers) if (value) this.learn(value)
  }

  private learn({ waiting, here, pinned, rejected, held }: WallState): void {
    for (const id of rejected) this.posts.ban(id)
    for (const each of held) this.posts.held.hold(each)
    for (const post of here) this.posts.admit(post)
    for (const post of pinned) this.choices.receive({ choice: 'pin', post })
    for (const post of waiting) this.receivePost(post)
  }
}
