/** Tells classic sockets who came and went: together, at most once a moment, and nobody of its own coming. */
import groupBy from 'lodash/groupBy'
import { hostSays } from '../../core/chat/announcement'
import { movedSentence } from '../../core/chat/host'
import { deliver, type Packet } from '../room/broadcast'
import type { LiveRoom, RoomSocket } from '../room/live-room'

export type MovedCounts = { connected: number; disconnected: number }

const KINDS = ['connected', 'disconnected'] as const
const NONE: MovedCounts = { connected: 0, disconnected: 0 }

export class Moved {
  /** Since they were told last. */
  private counts: MovedCounts = { ...NONE }
  /** Classic sockets that are greeted: what had been counted by then. They hear of those who come and go after them. */
  private readonly greeted = new Map<RoomSocket, MovedCounts>()
  private timer: NodeJS.Timeout | undefined

  constructor(
    private readonly room: LiveRoom,
    private readonly interval: number,
  ) {}

  /** A socket came, and is counted. */
  greet(socket: RoomSocket): void {
    this.greeted.set(socket, { ...this.counts })
  }

  /** A socket is gone. */
  forget(socket: RoomSocket): void {
    this.greeted.delete(socket)
  }

  note(what: keyof MovedCounts): void {
    this.counts[what]++
    this.timer ??= setTimeout(() => this.tell(), this.interval).unref()
  }

  /** Another node has counted these. */
  hear(counts: MovedCounts): void {
    this.send(counts, () => NONE)
  }

  stop(): void {
    clearTimeout(this.timer)
  }

  private tell(): void {
    const { counts } = this
    this.timer = undefined
    this.counts = { ...NONE }
    this.room.tell('moved', counts)
    this.send(counts, before => before)
    for (const socket of this.greeted.keys()) this.greeted.set(socket, NONE)
  }

  /** One delivery for all who hear of as many. */
  private send(counts: MovedCounts, without: (before: MovedCounts) => MovedCounts): void {
    const heard = Array.from(this.greeted, ([socket, before]) => {
      const { connected, disconnected } = without(before)
      const news = {
        connected: counts.connected - connected,
        disconnected: counts.disconnected - disconnected,
      }
      return { socket, news }
    })
    const groups = groupBy(heard, ({ news }) => `${news.connected} ${news.disconnected}`)
    const deliveries = Object.values(groups).map(group => {
      const { news } = group[0]!
      const told = KINDS.filter(what => news[what] > 0)
      return {
        sockets: group.map(({ socket }) => socket),
        events: told.map((what): Packet => ['message', hostSays(movedSentence(news[what], what))]),
      }
    })
    void deliver(deliveries)
  }
}
