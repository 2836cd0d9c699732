/** Owns which rooms are alive: brings them to life, and lets go of those in which nobody is. Knows no socket's coming and going. */
import { HOUSE } from '../../core/room/codes'
import type { RoomDocument } from '../../core/room/document'
import { lettersOf } from '../../core/poll/voting-rules'
import { Votes } from '../../core/poll/votes'
import type { Store } from '../../store/store'
import { documentChanger } from './document-writer'
import type { Feature } from './feature'
import type { LiveRoom } from './live-room'
import { emptyRoom } from './create-live-room'
import type { Nodes } from './cluster'

/** Milliseconds for which a room in which nobody is stays in memory. */
const EMPTY_FOR = 20_000

export interface LiveRoomsParts {
  store: Store
  /** Whether there is a house room. */
  house: boolean
  nodes: Nodes
}

/** Keeps the live rooms; a room lives while somebody is in it, awake or asleep. */
export class LiveRooms {
  private readonly loading = new Map<string, Promise<LiveRoom | undefined>>()
  /** Those of them that are read, by code. */
  private readonly loaded = new Map<string, LiveRoom>()
  private readonly drops = new WeakMap<LiveRoom, NodeJS.Timeout>()
  /** How to let go of each live room. */
  private readonly letGo = new Map<LiveRoom, (() => void)[]>()

  constructor(
    private readonly features: readonly Feature[],
    private readonly parts: LiveRoomsParts,
  ) {}

  /** The room with this code, brought to life if need be, and kept alive for a while; undefined where there is none. */
  async find(code: string): Promise<LiveRoom | undefined> {
    if (code === HOUSE && !this.parts.house) return undefined
    let loading = this.loading.get(code)
    if (!loading) {
      loading = this.load(code)
      this.loading.set(code, loading)
      const forget = () => this.loading.delete(code)
      loading.then(room => room ?? forget(), forget)
    }
    const room = await loading
    if (room) this.dropIfEmpty(room)
    return room
  }

  /** The rooms somebody is in, or has just been in; those on their way to life, too. */
  async alive(): Promise<LiveRoom[]> {
    // A room that cannot be read must not hold up what is done for all others.
    const settled = await Promise.allSettled(this.loading.values())
    return settled.flatMap(result => (result.status === 'fulfilled' ? (result.value ?? []) : []))
  }

  /** The room, where it is alive here. */
  get(code: string): LiveRoom | undefined {
    return this.loaded.get(code)
  }

  /** All that are alive here. */
  all(): LiveRoom[] {
    return [...this.loaded.values()]
  }

  /** Whether nobody has let go of it. */
  isAlive(room: LiveRoom): boolean {
    return this.letGo.has(room)
  }

  /** A while later, so that whoever is on the way in finds the room as it was found for them. */
  dropIfEmpty(room: LiveRoom): void {
    if (!this.isAlive(room)) return
    const drop = () => {
      if (room.sockets.size > 0 || room.tabs.size > 0) return
      this.loading.delete(room.code)
      this.release(room)
    }
    clearTimeout(this.drops.get(room))
    this.drops.set(room, setTimeout(drop, EMPTY_FOR).unref())
  }

  /** Lets nobody find the room any more; gives it, where it was alive. Who is in it is the caller's to let go. */
  async remove(code: string): Promise<LiveRoom | undefined> {
    const loading = this.loading.get(code)
    this.loading.delete(code)
    return loading
  }

  /** Lets go of a room: no timer of it runs on. */
  release(room: LiveRoom): void {
    clearTimeout(this.drops.get(room))
    for (const release of this.letGo.get(room) ?? []) release()
    this.letGo.delete(room)
    if (this.loaded.get(room.code) === room) this.loaded.delete(room.code)
    for (const tab of room.tabs.values()) clearTimeout(tab.hold)
  }

  async close(): Promise<void> {
    for (const room of await this.alive()) this.release(room)
    this.loading.clear()
  }

  private async load(code: string): Promise<LiveRoom | undefined> {
    const { store, nodes } = this.parts
    const kept = await store.loadRoom(code)
    if (!kept) return undefined
    const { poll } = kept.document
    const counts = poll.question.kind === 'ballot' ? await store.tally(code, poll.pollId) : {}
    const adopt = (document: RoomDocument) => this.adopt(room, document)
    const votes = new Votes(lettersOf(poll.question), counts)
    const changing = documentChanger({ store, kept, room: () => room, adopt })
    const room: LiveRoom = emptyRoom({ code, document: kept.document, votes, nodes, changing })
    this.loaded.set(code, room)
    const opened = this.features.flatMap(feature => feature.opened?.(room) ?? [])
    this.letGo.set(room, opened)
    if (nodes.isAlone || (await this.catchUp(room))) return room
    this.release(room)
    return undefined
  }

  /** From here on it hears what other nodes tell; what they told before is made up for. */
  private async catchUp(room: LiveRoom): Promise<boolean> {
    try {
      if (!(await room.catchUp())) return false
      for (const feature of this.features) await feature.catchUp?.(room)
      return true
    } catch (error) {
      this.release(room)
      throw error
    }
  }

  private adopt(room: LiveRoom, document: RoomDocument): void {
    const before = room.document
    room.document = document
    for (const feature of this.features) feature.documentChanged?.(room, before)
    if (document.poll !== before.poll) room.changed('poll')
  }
}
