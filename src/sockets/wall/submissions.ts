/** Owns posts by people of the room: who may post, under which name, and that a retry is no second post. */
import { createHash } from 'node:crypto'
import { Budgets } from '../../rate-limiter'
import { forgetOldest } from '../../core/limits/bounded'
import type { Reply } from '../../core/protocol/events'
import type { RoomDocument } from '../../core/room/document'
import { authorInRoom, decidePost } from '../../core/wall/post-rules'
import { refuse } from '../../core/protocol/refusals'
import type { Post } from '../../core/protocol/wall'
import type { LiveRoom, RoomSocket } from '../room/live-room'
import { nameOf, publicIdOf, speakerOf } from '../room/identity'
import { RoomBudget, sourceOf } from '../room/room-budget'
import type { Stock } from './wall-posts'
import type { WallNodes } from './wall-sync'

/** Posts of one person, and of one room together. */
const PERSON_RATE = { perSecond: 0.2, burst: 4 }
const ROOM_RATE = { perSecond: 20, burst: 80 }
/** Posts remembered in one room. */
const MANY_KEYS = 2000

export class Posting {
  private readonly ofPerson = new Budgets(PERSON_RATE)
  private readonly ofRoom = new RoomBudget(ROOM_RATE)
  /** Posts that a retry does not post again, though they are gone. */
  private readonly keys = new WeakMap<LiveRoom, Set<string>>()

  constructor(
    private readonly isOn: boolean,
    private readonly nodes: Pick<WallNodes, 'add'>,
    /** Milliseconds for which somebody counts as new. */
    private readonly newcomer: number,
  ) {}

  /** Whether the audience may post. */
  isOpen({ wall }: Pick<RoomDocument, 'wall'>): boolean {
    return this.isOn && wall.posting
  }

  post(
    room: LiveRoom,
    socket: RoomSocket,
    stock: Stock,
    { text, key }: { text: string; key: string },
  ): Reply<{ id: string; isWaiting: boolean }> {
    const { person, presenter, screen, classic } = socket.data
    if (screen || classic) return refuse('needs-page')
    if (!this.isOn) return refuse('posting-off')
    const decided = decidePost(room.document, speakerOf(socket), text)
    if (!decided.ok) return decided
    const name = nameOf(room, socket)
    if (name === undefined) return refuse('needs-name')
    const id = idOf(person, key)
    const keys = this.keysOf(room)
    const isKnown = keys.has(id) || stock.find(id) || stock.isRejected(id)
    if (isKnown) return { ok: true, id, isWaiting: stock.isWaiting(id) }
    const author = authorInRoom(publicIdOf(person))
    const source = sourceOf(socket.data, this.newcomer)
    const post: Post = {
      id,
      network: 'room',
      author,
      name,
      handle: '',
      text: decided.text,
      at: Date.now(),
      ...(presenter && { role: 'presenter' }),
    }
    if (!stock.hasPlaceFor(post, source)) return refuse('too-many-waiting')
    // Whoever is refused because of others keeps what is left of their own.
    if (!this.ofPerson.has(author) || !this.ofRoom.take(room, source)) return refuse('too-fast')
    this.ofPerson.take(author)
    keys.add(id)
    forgetOldest(keys, MANY_KEYS)
    this.nodes.add(room, post, source)
    return { ok: true, id, isWaiting: stock.isWaiting(id) }
  }

  /** Somebody has posted on another node. */
  posted(room: LiveRoom, { author }: Post, node: string): void {
    this.ofPerson.spent(author)
    this.ofRoom.spent(room, node)
  }

  private keysOf(room: LiveRoom): Set<string> {
    const keys = this.keys.get(room) ?? new Set<string>()
    this.keys.set(room, keys)
    return keys
  }
}

/** The same for a retry on any node; tells nobody of the person or the key. */
function idOf(person: string, key: string): string {
  return `room:${createHash('sha256').update(`${person} ${key}`).digest('base64url').slice(0, 22)}`
}
