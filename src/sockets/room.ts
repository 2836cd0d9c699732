/** Owns the rooms that are alive, and who is in them. What hangs on a room beyond that is its features'. */
import { HOUSE } from '../core/codes'
import type { Snapshot } from '../core/events'
import type { RoomDocument } from '../core/lecture'
import { Names } from '../core/names'
import { People } from '../core/people'
import { lettersOf } from '../core/poll'
import { Presence } from '../core/presence'
import { refuse } from '../core/refusals'
import { Shares } from '../core/shares'
import { Spread } from '../core/spread'
import { Typing } from '../core/typing'
import { Votes } from '../core/votes'
import type { Store } from '../store/store'
import { documentChanger } from './document'
import type { Feature, LiveRoom, RoomSocket } from './feature'
import type { Nodes } from './nodes'
import { Outbox } from './outbox'
import { Places, type Came } from './places'

/** Milliseconds for which a room in which nobody is stays in memory. */
const EMPTY_FOR = 20_000

export interface RoomParts {
  store: Store
  /** Seconds for which a tab whose line went silent stays present, asleep. */
  handHold: number
  /** Whether there is a house room. */
  house: boolean
  nodes: Nodes
}

/** Keeps the live rooms; a room lives while somebody is in it, awake or asleep. */
export class Rooms {
  private readonly live = new Map<string, Promise<LiveRoom | undefined>>()
  /** Those of them that are read, by code. */
  private readonly loaded = new Map<string, LiveRoom>()
  private readonly drops = new WeakMap<LiveRoom, NodeJS.Timeout>()
  /** How to let go of each live room. */
  private readonly letGo = new Map<LiveRoom, (() => void)[]>()
  private readonly places: Places

  constructor(
    private readonly features: readonly Feature[],
    private readonly parts: RoomParts,
  ) {
    const emptied = (room: LiveRoom) => this.dropIfEmpty(room)
    this.places = new Places({ features, handHold: parts.handHold, emptied })
  }

  /** The room with this code, brought to life if need be, and kept alive for a while; undefined where there is none. */
  async find(code: string): Promise<LiveRoom | undefined> {
    if (code === HOUSE && !this.parts.house) return undefined
    let loading = this.live.get(code)
    if (!loading) {
      loading = this.load(code)
      this.live.set(code, loading)
      const forget = () => this.live.delete(code)
      loading.then(room => room ?? forget(), forget)
    }
    const room = await loading
    if (room) this.dropIfEmpty(room)
    return room
  }

  /** The rooms somebody is in, or has just been in. */
  async alive(): Promise<LiveRoom[]> {
    const rooms = await Promise.all(this.live.values())
    return rooms.filter(room => room !== undefined)
  }

  /** The room, where it is alive here. */
  get(code: string): LiveRoom | undefined {
    return this.loaded.get(code)
  }

  /** All that are alive here. */
  all(): LiveRoom[] {
    return [...this.loaded.values()]
  }

  /** Lets a socket in, at once; then tells it all it needs. */
  async join(socket: RoomSocket): Promise<void> {
    const { room, screen, presenter, classic } = socket.data
    if (!this.letGo.has(room)) {
      // It was erased while this socket was on its way in.
      socket.emit('ended')
      socket.disconnect()
      return
    }
    room.sockets.add(socket)
    if (presenter) room.presenters.add(socket)
    if (classic) room.classics.add(socket)
    if (screen) room.screens++
    else room.changed('usersConnected', 'turnout')
    this.places.give(room, socket)
    socket.emit('snapshot', await this.snapshot(room, socket))
    if (this.parts.nodes.isAway) socket.emit('storeAway', true)
    for (const feature of this.features) feature.joined?.(room, socket)
  }

  /** The page of this connection said goodbye, but only after the connection had gone silent. */
  goodbye(line: string): void {
    this.places.goodbye(line)
  }

  leave(socket: RoomSocket, reason: string): void {
    const { room, screen } = socket.data
    if (!room.sockets.delete(socket)) return
    room.presenters.delete(socket)
    room.classics.delete(socket)
    room.talkers.delete(socket)
    for (const feature of this.features) feature.left?.(room, socket)
    if (screen) room.screens--
    else room.changed('usersConnected')
    this.places.takeBack(room, socket, reason === 'client namespace disconnect')
    this.dropIfEmpty(room)
  }

  /** All that this socket needs for voting, as it is now. */
  async snapshot(room: LiveRoom, socket: RoomSocket): Promise<Snapshot> {
    for (const feature of this.features) await feature.prepare?.(room, socket)
    const parts = this.features.map(feature => feature.snapshot?.(room, socket))
    return Object.assign({}, ...parts) as Snapshot
  }

  /** A tab came to another node. */
  cameElsewhere(room: LiveRoom, came: Came): void {
    this.places.cameElsewhere(room, came)
  }

  /** Tells the other nodes once more who is in the room here. */
  tellAgain(room: LiveRoom): void {
    this.places.tellAgain(room)
  }

  /** Ends a room that is erased: everybody in it is told and let go. */
  async end(code: string): Promise<void> {
    const room = await this.live.get(code)
    this.live.delete(code)
    if (!room) return
    for (const socket of [...room.sockets]) {
      socket.emit('ended')
      socket.disconnect()
    }
    this.release(room)
  }

  /** The same on all nodes. */
  endEverywhere(code: string): Promise<void> {
    this.parts.nodes.tell(code, 'erased')
    return this.end(code)
  }

  /** Whether somebody is in this room on another node. */
  async isAliveElsewhere(code: string): Promise<boolean> {
    const answers = await this.parts.nodes.ask(code, 'isAlive')
    return answers.some(({ value }) => value === true)
  }

  /** Lets go of everything: no timer of a room runs on. */
  async close(): Promise<void> {
    for (const room of await this.alive()) this.release(room)
    this.live.clear()
  }

  private async load(code: string): Promise<LiveRoom | undefined> {
    const { store, nodes } = this.parts
    const kept = await store.loadRoom(code)
    if (!kept) return undefined
    const { poll } = kept.document
    const counts = poll.question.kind === 'ballot' ? await store.tally(code, poll.pollId) : {}
    const adopt = (document: RoomDocument) => this.adopt(room, document)
    const room: LiveRoom = {
      code,
      document: kept.document,
      next: undefined,
      votes: new Votes(lettersOf(poll.question), counts),
      people: new People(),
      sockets: new Set(),
      presenters: new Set(),
      screens: 0,
      classics: new Set(),
      talkers: new Set(),
      names: new Names(),
      presence: new Presence(),
      outbox: new Outbox(),
      toTalkers(packet, except) {
        room.outbox.push(packet, except)
        room.changed('talk')
      },
      typing: new Typing(),
      say: () => Promise.resolve(refuse('chat-off')),
      tabs: new Map(),
      changed() {},
      elsewhere: new Shares(),
      ballots: 0,
      spread: new Spread(nodes.id),
      share() {},
      recount() {},
      settled: () => Promise.resolve(),
      peopleChanged() {},
      claimName: () => true,
      tellNamed() {},
      held: undefined,
      tell: (event, message) => nodes.tell(code, event, message),
      ask: (event, message, how) => nodes.ask(code, event, message, how),
      ...documentChanger({ store, kept, room: () => room, adopt }),
    }
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

  /** A while later, so that whoever is on the way in finds the room as it was found for them. */
  private dropIfEmpty(room: LiveRoom): void {
    if (!this.letGo.has(room)) return
    const drop = () => {
      if (room.sockets.size > 0 || room.tabs.size > 0) return
      this.live.delete(room.code)
      this.release(room)
    }
    clearTimeout(this.drops.get(room))
    this.drops.set(room, setTimeout(drop, EMPTY_FOR).unref())
  }

  private release(room: LiveRoom): void {
    clearTimeout(this.drops.get(room))
    for (const release of this.letGo.get(room) ?? []) release()
    this.letGo.delete(room)
    if (this.loaded.get(room.code) === room) this.loaded.delete(room.code)
    for (const tab of room.tabs.values()) clearTimeout(tab.hold)
  }
}
