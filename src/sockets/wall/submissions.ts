/** Posts by people of the room: who may post, under which name, and that a retry is no second post. */
import { createHash } from 'node:crypto'
import { forgetOldest } from '../../core/limits/bounded'
import type { Refusal, Reply } from '../../core/protocol/replies'
import { authorInRoom, decidePost, personInRoom } from '../../core/wall/post-rules'
import { refuse } from '../../core/protocol/refusals'
import type { Post } from '../../core/protocol/wall'
import type { LiveRoom, RoomSocket } from '../room/live-room'
import { crewRoleOf, nameOf, publicIdOf, speakerOf } from '../room/identity'
import { RoomBudget, sourceOf, type Source } from '../room/room-budget'
import type { SharedWallParts } from './shared-parts'
import type { WallPosts } from './wall-posts'
import type { WallSync } from './wall-sync'

/** Posts of a room's people together. */
const ROOM_POST_RATE = { perSecond: 20, burst: 80 }
/** Posts of a room whose retries are recognized, also after the post is gone. */
const MAX_KNOWN_IDS = 2000

export class Submissions {
  private readonly roomBudget = new RoomBudget(ROOM_POST_RATE)
  private readonly knownIds = new Set<string>()

  constructor(
    private readonly room: LiveRoom,
    private readonly posts: WallPosts,
    private readonly sync: Pick<WallSync, 'add'>,
    private readonly parts: Pick<SharedWallParts, 'offer' | 'postBudgets' | 'newcomerMs'>,
  ) {}

  /** `key` is made up by the page: the same key from the same person is the same post. */
  postToWall(
    socket: RoomSocket,
    { text, key }: { text: string; key: string },
  ): Reply<{ id: string; isWaiting: boolean }> {
    const { person } = socket.data
    const { room, posts } = this
    if (!this.parts.offer.posting) return refuse('posting-off')
    const decided = decidePost(room.document, speakerOf(socket), text)
    if (!decided.ok) return decided
    const name = nameOf(room, socket)
    if (name === undefined) return refuse('needs-name')
    const id = idOf(person, key)
    const isKnown = this.knownIds.has(id) || posts.find(id) || posts.isRejected(id)
    if (isKnown) return { ok: true, id, isWaiting: posts.waiting.has(id) }
    const author = authorInRoom(publicIdOf(person))
    const source = sourceOf(socket.data, this.parts.newcomerMs)
    const post: Post = {
      id,
      network: 'room',
      author,
      name,
      handle: '',
      text: decided.text,
      at: Date.now(),
      ...crewRoleOf(socket),
    }
    const taken = room.slowMode.take(speakerOf(socket), id)
    if (typeof taken !== 'function') return taken
    const refusal = this.refusalFor(post, source)
    if (refusal) {
      taken()
      return refusal
    }
    this.knownIds.add(id)
    forgetOldest(this.knownIds, MAX_KNOWN_IDS)
    this.sync.add(post, source)
    return { ok: true, id, isWaiting: posts.waiting.has(id) }
  }

  /** Why there is no place for a post now; if there is, its author's budget is charged. */
  private refusalFor(post: Post, source: Source): Refusal | undefined {
    if (!this.posts.hasPlaceFor(post, source)) return refuse('too-many-waiting')
    // Whoever is refused because of others keeps what is left of their own budget.
    const { postBudgets } = this.parts
    if (!postBudgets.has(post.author) || !this.roomBudget.take(source)) return refuse('too-fast')
    postBudgets.take(post.author)
    return undefined
  }

  /** Counts a post that somebody has sent to another node. */
  postedElsewhere({ id, author }: Post, node: string): void {
    const publicId = personInRoom(author)
    if (publicId !== undefined) this.room.slowMode.spentElsewhere(publicId, id)
    this.parts.postBudgets.spent(author)
    this.roomBudget.spent(node)
  }
}

/** The same for a retry on any node; reveals neither the person nor the key. */
function idOf(person: string, key: string): string {
  return `room:${createHash('sha256').update(`${person} ${key}`).digest('base64url').slice(0, 22)}`
}
