/**
 * Notifies classic sockets how many people came and went: at most once an interval, and no socket of its own arrival.
 */
import groupBy from 'lodash/groupBy'
import type { ArrivalCounts } from '../../core/protocol/node-events'
import { hostSays } from '../../core/chat/announcement'
import { arrivalsSentence } from '../../core/chat/host'
import { deliver, type Packet } from '../room/broadcast'
import type { LiveRoom, RoomSocket } from '../room/live-room'

const KINDS = ['connected', 'disconnected'] as const
const NONE: ArrivalCounts = { connected: 0, disconnected: 0 }

export class WorkshopArrivals {
  /** Since the last sentence. */
  private counts: ArrivalCounts = { ...NONE }
  /**
   * Classic sockets that were greeted, with what had been counted by then: they are notified of later arrivals and
   * departures.
   */
  private readonly greeted = new Map<RoomSocket, ArrivalCounts>()
  private timer: NodeJS.Timeout | undefined

  constructor(
    private readonly room: LiveRoom,
    private readonly intervalMs: number,
  ) {}

  /** A classic socket has come, and is counted. */
  greet(socket: RoomSocket): void {
    this.greeted.set(socket, { ...this.counts })
  }

  /** A socket is gone. */
  forget(socket: RoomSocket): void {
    this.greeted.delete(socket)
  }

  /** Counts a socket that came or went. */
  note(kind: keyof ArrivalCounts): void {
    this.counts[kind]++
    this.timer ??= setTimeout(() => this.announce(), this.intervalMs).unref()
  }

  /** Another node has counted these. */
  receive(counts: ArrivalCounts): void {
    this.send(counts, () => NONE)
  }

  close(): void {
    clearTimeout(this.timer)
  }

  private announce(): void {
    const { counts } = this
    this.timer = undefined
    this.counts = { ...NONE }
    this.room.publish('moved', counts)
    this.send(counts, before => before)
    for (const socket of this.greeted.keys()) this.greeted.set(socket, NONE)
  }

  /**
   * One delivery for all sockets that are sent the same. `without`: the part of the counts that a socket is not sent.
   */
  private send(counts: ArrivalCounts, without: (before: ArrivalCounts) => ArrivalCounts): void {
    const all = Array.from(this.greeted, ([socket, before]) => {
      const { connected, disconnected } = without(before)
      const news = {
        connected: counts.connected - connected,
        disconnected: counts.disconnected - disconnected,
      }
      return { socket, news }
    })
    const groups = groupBy(all, ({ news }) => `${news.connected} ${news.disconnected}`)
    const deliveries = Object.values(groups).map(group => {
      const { news } = group[0]!
      const kinds = KINDS.filter(kind => news[kind] > 0)
      return {
        sockets: group.map(({ socket }) => socket),
        events: kinds.map((kind): Packet => ['message', hostSays(arrivalsSentence(news[kind], kind))]),
      }
    })
    void deliver(deliveries)
  }
}
