/** Owns posts by people of the room: who may post, under which name, and that a retry is no second post. */
import { randomUUID } from 'node:crypto'
import { Budgets } from '../budgets'
import type { Reply } from '../core/events'
import type { RoomDocument } from '../core/lecture'
import { authorInRoom, decidePost } from '../core/posts'
import { refuse } from '../core/refusals'
import type { LiveRoom, RoomSocket } from './feature'
import { nameOf, publicIdOf, speakerOf } from './persons'
import type { Stock } from './stock'

/** Posts of one person, and of one room together. */
const PERSON_RATE = { perSecond: 0.2, burst: 4 }
const ROOM_RATE = { perSecond: 20, burst: 40 }
/** Keys remembered in one room. */
const MANY_KEYS = 2000

export class Posting {
  private readonly ofPerson = new Budgets(PERSON_RATE)
  private readonly ofRoom = new Budgets(ROOM_RATE)
  /** The post that each person's key stands for. */
  private readonly keys = new WeakMap<LiveRoom, Map<string, string>>()

  constructor(private readonly isOn: boolean) {}

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
    const keys = this.keysOf(room)
    const known = keys.get(`${person} ${key}`)
    if (known !== undefined) return { ok: true, id: known, isWaiting: stock.isWaiting(known) }
    if (!this.ofPerson.take(person) || !this.ofRoom.take(room.code)) return refuse('too-fast')

    const id = `room:${randomUUID()}`
    keys.set(`${person} ${key}`, id)
    if (keys.size > MANY_KEYS) keys.delete(keys.keys().next().value!)
    stock.add({
      id,
      network: 'room',
      author: authorInRoom(publicIdOf(person)),
      name,
      handle: '',
      text: decided.text,
      at: Date.now(),
      ...(presenter && { role: 'presenter' }),
    })
    return { ok: true, id, isWaiting: stock.isWaiting(id) }
  }

  private keysOf(room: LiveRoom): Map<string, string> {
    const keys = this.keys.get(room) ?? new Map<string, string>()
    this.keys.set(room, keys)
    return keys
  }
}
