/** Which rooms are alive: opens them, and releases those in which nobody is. Knows no socket's coming and going. */
import { DEFAULT_ROOM } from '../../core/room/codes'
import { standingCounters } from '../../core/question-types/rounds'
import { Votes } from '../../core/poll/votes'
import type { Store } from '../../store/store'
import type { Nodes } from './cluster'
import type { PollDocument } from '../../core/room/poll-document'
import type { LiveRoom, RoomParts } from './live-room'

/** Milliseconds for which a room in which nobody is stays in memory. */
const EMPTY_TIMEOUT_MS = 20_000

export interface RegistryParts<R extends LiveRoom> {
  store: Store
  /** Whether there is a default room. */
  hasDefaultRoom: boolean
  nodes: Nodes
  /** Makes a room with all its features. */
  open: (parts: RoomParts) => R
}

/** Keeps the live rooms; a room lives while somebody is in it, awake or asleep. */
export class Registry<R extends LiveRoom = LiveRoom> {
  private readonly loading = new Map<string, Promise<R | undefined>>()
  /** Those of them that are read, by code. */
  private readonly loaded = new Map<string, R>()
  /** Those that are not released, and when the empty ones of them are to be. */
  private readonly living = new Map<LiveRoom, NodeJS.Timeout | undefined>()

  /** Is told of each room that is closed. */
  released: (room: LiveRoom) => void = () => {}

  constructor(private readonly parts: RegistryParts<R>) {}

  /** The room with this code, opened if need be, and kept alive for a while; undefined where there is none. */
  async find(code: string): Promise<R | undefined> {
    if (code === DEFAULT_ROOM && !this.parts.hasDefaultRoom) return undefined
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
  async alive(): Promise<R[]> {
    // A room that cannot be read must not hold up what is done for all others.
    const settled = await Promise.allSettled(this.loading.values())
    return settled.flatMap(result => (result.status === 'fulfilled' ? (result.value ?? []) : []))
  }

  /** The room, where it is alive here. */
  get(code: string): R | undefined {
    return this.loaded.get(code)
  }

  /** How many are alive here. */
  get size(): number {
    return this.loaded.size
  }

  /** All that are alive here. */
  all(): R[] {
    return [...this.loaded.values()]
  }

  /** Whether it is not released. */
  isAlive(room: LiveRoom): boolean {
    return this.living.has(room)
  }

  /** Releases an empty room a while later, so that whoever is on the way in finds the room as it was found for them. */
  dropIfEmpty(room: LiveRoom): void {
    if (!this.isAlive(room)) return
    const drop = () => {
      if (room.sockets.size > 0 || room.tabs.size > 0 || room.watchers.size > 0) return
      this.loading.delete(room.code)
      this.release(room)
    }
    clearTimeout(this.living.get(room))
    this.living.set(room, setTimeout(drop, EMPTY_TIMEOUT_MS).unref())
  }

  /** Lets nobody find the room any more; gives it, where it was alive. The sockets in it are for the caller to end. */
  async remove(code: string): Promise<R | undefined> {
    const loading = this.loading.get(code)
    this.loading.delete(code)
    return loading
  }

  /** Closes a room: no timer of it runs on. */
  release(room: LiveRoom): void {
    if (!this.isAlive(room)) return
    clearTimeout(this.living.get(room))
    this.living.delete(room)
    room.close()
    if (this.loaded.get(room.code) === room) this.loaded.delete(room.code)
    this.released(room)
  }

  async close(): Promise<void> {
    for (const room of await this.alive()) this.release(room)
    this.loading.clear()
  }

  private async load(code: string): Promise<R | undefined> {
    const { store, nodes, open } = this.parts
    const kept = await store.loadRoom(code)
    if (!kept) return undefined
    const { poll, undo } = kept.document
    const votesIn = async ({ question, pollId }: PollDocument) =>
      new Votes(
        standingCounters(question),
        question.kind === 'ballot' ? await store.tally(code, pollId) : undefined,
      )
    const votes = await votesIn(poll)
    const replaced = undo ? { pollId: undo.poll.pollId, votes: await votesIn(undo.poll) } : undefined
    const room = open({ code, kept, votes, replaced, store, nodes })
    this.loaded.set(code, room)
    this.living.set(room, undefined)
    room.watchers.emptied = () => this.dropIfEmpty(room)
    if (nodes.isAlone || (await this.catchUp(room))) return room
    this.release(room)
    return undefined
  }

  /** From here on the room receives what other nodes publish; it asks for what they published before. */
  private async catchUp(room: R): Promise<boolean> {
    try {
      if (!(await room.refresh())) return false
      await room.catchUp()
      return true
    } catch (error) {
      this.release(room)
      throw error
    }
  }
}
