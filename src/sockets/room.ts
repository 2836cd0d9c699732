/**
 * Owns the rooms that are alive, and who is in them: joining, taking over a tab's place, falling asleep, leaving;
 * and that a room's document is kept before anybody hears of it. What hangs on a room beyond that is its features'.
 */
import type { Refusal, Snapshot } from '../core/events'
import type { Decision, RoomDocument } from '../core/lecture'
import { People } from '../core/people'
import { lettersOf } from '../core/poll'
import { refuse } from '../core/refusals'
import { Votes } from '../core/votes'
import type { KeptRoom, Store } from '../store/store'
import type { Feature, LiveRoom, RoomSocket, Tab } from './feature'

/** Milliseconds for which an empty room stays in memory. */
const EMPTY_FOR = 20_000
/** Times a decision is taken again because somebody else's was kept first. */
const MAX_TRIES = 5

export interface RoomParts {
  store: Store
  /** Seconds for which a tab whose line went silent stays present, asleep. */
  handHold: number
  /** Whether there is a house room. */
  house: boolean
}

/** Keeps the live rooms; a room lives while somebody is in it, awake or asleep. */
export class Rooms {
  private readonly live = new Map<string, Promise<LiveRoom | undefined>>()
  private readonly drops = new WeakMap<LiveRoom, NodeJS.Timeout>()
  private readonly letGo = new Map<LiveRoom, (() => void)[]>()

  constructor(
    private readonly features: readonly Feature[],
    private readonly parts: RoomParts,
  ) {}

  /** The room with this code, brought to life if need be; undefined where there is none. */
  find(code: string): Promise<LiveRoom | undefined> {
    if (code === '' && !this.parts.house) return Promise.resolve(undefined)
    const known = this.live.get(code)
    if (known) return known
    const loading = this.load(code)
    this.live.set(code, loading)
    loading.then(
      room => room || this.live.delete(code),
      () => this.live.delete(code),
    )
    return loading
  }

  /** The rooms somebody is in. */
  async alive(): Promise<LiveRoom[]> {
    const rooms = await Promise.all(this.live.values())
    return rooms.filter(room => room !== undefined)
  }

  /** Lets a socket in, at once; then tells it all it needs. */
  async join(socket: RoomSocket): Promise<void> {
    const { data } = socket
    const { room } = data
    clearTimeout(this.drops.get(room))
    room.sockets.add(socket)
    if (data.presenter) room.presenters.add(socket)
    if (data.screen) room.screens++
    else {
      if (data.tab) this.takePlace(room, socket, data.tab)
      else if (!data.presenter) room.people.arrive(data.person)
      room.changed('usersConnected', 'turnout')
    }
    socket.emit('snapshot', await this.snapshot(room, socket))
    for (const feature of this.features) feature.joined?.(room, socket)
  }

  leave(socket: RoomSocket, reason: string): void {
    const { room, tab: id, person, screen, presenter } = socket.data
    if (!room.sockets.delete(socket)) return
    room.presenters.delete(socket)
    for (const feature of this.features) feature.left?.(room, socket)
    if (screen) room.screens--
    else room.changed('usersConnected')
    const tab = id ? room.tabs.get(id) : undefined
    if (id && tab?.socket === socket) {
      if (reason !== 'client namespace disconnect' && this.parts.handHold > 0) this.fallAsleep(room, id, tab)
      else {
        room.tabs.delete(id)
        this.gone(room, tab.voter, tab.person)
      }
    } else if (!id && !screen && !presenter) this.gone(room, socket.id, person)
    this.dropIfEmpty(room)
  }

  /** All that this socket needs for voting, as it is now. */
  async snapshot(room: LiveRoom, socket: RoomSocket): Promise<Snapshot> {
    for (const feature of this.features) await feature.prepare?.(room, socket)
    const parts = this.features.map(feature => feature.snapshot?.(room, socket))
    return Object.assign({}, ...parts) as Snapshot
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

  /** Lets go of everything: no timer of a room runs on. */
  async close(): Promise<void> {
    for (const room of await this.alive()) this.release(room)
    this.live.clear()
  }

  private async load(code: string): Promise<LiveRoom | undefined> {
    const { store } = this.parts
    const kept = await store.loadRoom(code)
    if (!kept) return undefined
    const { poll } = kept.document
    const counts = poll.question.kind === 'ballot' ? await store.tally(code, poll.pollId) : {}
    const room: LiveRoom = {
      code,
      document: kept.document,
      next: undefined,
      votes: new Votes(lettersOf(poll.question), counts),
      people: new People(),
      sockets: new Set(),
      presenters: new Set(),
      screens: 0,
      tabs: new Map(),
      changed() {},
      change: this.changer(code, kept, () => room),
    }
    this.letGo.set(
      room,
      this.features.flatMap(feature => feature.opened?.(room) ?? []),
    )
    return room
  }

  /** One decision at a time a room; what is kept is told to the features. */
  private changer(code: string, kept: KeptRoom, roomOf: () => LiveRoom): LiveRoom['change'] {
    const { store } = this.parts
    let { version } = kept
    let last: Promise<unknown> = Promise.resolve()

    const attempt = async (decide: (document: RoomDocument) => Decision): Promise<Refusal | undefined> => {
      const room = roomOf()
      for (let tries = 0; tries < MAX_TRIES; tries++) {
        const decision = decide(room.document)
        if (!decision.ok) return decision
        room.next = decision.document
        try {
          if (await store.saveRoom(code, version, decision.document)) {
            version++
            this.adopt(room, decision.document)
            return undefined
          }
        } finally {
          room.next = undefined
        }
        const newer = await store.loadRoom(code)
        if (!newer) return refuse('no-such-room')
        version = newer.version
        this.adopt(room, newer.document)
      }
      return refuse('older-step')
    }

    return decide => {
      const turn = last.then(() => attempt(decide))
      last = turn.catch(() => undefined)
      return turn
    }
  }

  private adopt(room: LiveRoom, document: RoomDocument): void {
    const before = room.document
    room.document = document
    for (const feature of this.features) feature.documentChanged?.(room, before)
    room.changed('poll')
  }

  /** A tab is a newcomer, or takes the place it had: its older socket is closed, its hand stays up. */
  private takePlace(room: LiveRoom, socket: RoomSocket, id: string): void {
    const { person } = socket.data
    const tab = room.tabs.get(id)
    if (!tab) {
      room.tabs.set(id, { socket, voter: socket.id, person })
      room.people.arrive(person)
      return
    }
    const { socket: older, voter } = tab
    clearTimeout(tab.hold)
    socket.data.person = tab.person
    tab.socket = socket
    tab.voter = socket.id
    for (const feature of this.features) feature.returned?.(room, voter, socket.id)
    if (older) {
      older.emit('displaced')
      older.disconnect()
    }
  }

  private fallAsleep(room: LiveRoom, id: string, tab: Tab): void {
    tab.socket = undefined
    tab.hold = setTimeout(() => {
      room.tabs.delete(id)
      this.gone(room, tab.voter, tab.person)
      this.dropIfEmpty(room)
    }, this.parts.handHold * 1000).unref()
  }

  private gone(room: LiveRoom, voter: string, person: string): void {
    for (const feature of this.features) feature.gone?.(room, voter, person)
    room.people.leave(person)
    room.changed('turnout')
  }

  /** A little later, so that whoever is being admitted finds the room as it was found for them. */
  private dropIfEmpty(room: LiveRoom): void {
    clearTimeout(this.drops.get(room))
    const drop = () => {
      if (room.sockets.size > 0 || room.tabs.size > 0) return
      this.live.delete(room.code)
      this.release(room)
    }
    if (this.letGo.has(room)) this.drops.set(room, setTimeout(drop, EMPTY_FOR).unref())
  }

  private release(room: LiveRoom): void {
    for (const release of this.letGo.get(room) ?? []) release()
    this.letGo.delete(room)
    for (const tab of room.tabs.values()) clearTimeout(tab.hold)
  }
}
