/**
 * Who looks at a list of asks, and what of it they have been sent: encoded once for all who saw as much, the newest only
 * for a slow connection.
 */
import { forgetOldest, withinBytes } from '../../core/limits/bounded'
import { MAX_ASKS_BYTES } from '../../core/asks/views'
import type { Ask, AsksChange } from '../../core/protocol/asks'
import { deliver, isIdle, type Delivery, type Packet } from '../room/broadcast'
import type { RoomSocket } from '../room/live-room'

/** Asks that left the list and are remembered for those who have not been told. */
const MAX_GONE = 1000

/** What is to be shown now. */
export interface AskContents {
  asks: readonly Ask[]
  total: number
}

interface Entry {
  ask: Ask
  text: string
  /** The number of its newest change. */
  change: number
}

export class AskView {
  /** The number of the newest change that each viewer has been sent. */
  private readonly viewers = new Map<RoomSocket, number>()
  /** In the order of their changes. */
  private readonly entries = new Map<number, Entry>()
  private readonly gone = new Map<number, number>()
  /** What left the list before this change is not remembered. */
  private forgotten = 0
  private total = 0
  private end = 0

  constructor(
    private readonly event: 'asks' | 'allAsks',
    private readonly contents: () => AskContents,
  ) {}

  get size(): number {
    return this.viewers.size
  }

  /** Lets a socket look, and gives what it is to be sent first. */
  add(socket: RoomSocket): AsksChange {
    this.update()
    const { change, cursor } = this.since(-1)
    this.viewers.set(socket, cursor)
    return change
  }

  delete(socket: RoomSocket): void {
    this.viewers.delete(socket)
  }

  /** Ends the looking of those for whom this is true. */
  deleteWhere(isMeant: (socket: RoomSocket) => boolean): void {
    for (const socket of this.viewers.keys()) if (isMeant(socket)) this.viewers.delete(socket)
  }

  /** Sends what is new. Resolves to whether somebody is still to be sent something. */
  async send(): Promise<boolean> {
    if (this.viewers.size === 0) return false
    this.update()
    const groups = new Map<number, { change: AsksChange; cursor: number; sockets: RoomSocket[] }>()
    let isBehind = false
    for (const [socket, cursor] of this.viewers) {
      if (cursor >= this.end) continue
      if (!isIdle(socket)) {
        isBehind = true
        continue
      }
      const group = groups.get(cursor) ?? { ...this.since(cursor), sockets: [] }
      group.sockets.push(socket)
      groups.set(cursor, group)
      this.viewers.set(socket, group.cursor)
      if (group.cursor < this.end) isBehind = true
    }
    const deliveries: Delivery[] = Array.from(groups.values(), ({ change, sockets }) => ({
      sockets,
      events: [[this.event, change] as Packet],
    }))
    await deliver(deliveries)
    return isBehind
  }

  close(): void {
    this.viewers.clear()
  }

  /** Compares what is to be shown with what was. */
  private update(): void {
    const { asks, total } = this.contents()
    const shown = new Set<number>()
    for (const ask of asks) {
      shown.add(ask.id)
      const text = JSON.stringify(ask)
      if (this.entries.get(ask.id)?.text === text) continue
      this.entries.delete(ask.id)
      this.entries.set(ask.id, { ask, text, change: ++this.end })
      this.gone.delete(ask.id)
    }
    for (const id of this.entries.keys()) {
      if (shown.has(id)) continue
      this.entries.delete(id)
      this.gone.set(id, ++this.end)
      const [oldest] = this.gone.values()
      if (this.gone.size > MAX_GONE) this.forgotten = oldest!
      forgetOldest(this.gone, MAX_GONE)
    }
    if (total !== this.total) {
      this.total = total
      this.end++
    }
  }

  /** As much as one message holds of what is newer than a change; the rest follows from `cursor` on. */
  private since(cursor: number): { change: AsksChange; cursor: number } {
    const isWhole = cursor < this.forgotten
    const newer = [...this.entries.values()].filter(({ change }) => isWhole || change > cursor)
    const asks = withinBytes(
      newer.map(({ ask }) => ask),
      MAX_ASKS_BYTES,
    )
    // One at least: a single ask is always small enough.
    const reached = asks.length < newer.length ? newer[Math.max(0, asks.length - 1)]!.change : this.end
    const gone = isWhole
      ? []
      : [...this.gone].flatMap(([id, change]) => (change > cursor && change <= reached ? [id] : []))
    return {
      change: { changed: asks, gone, total: this.total, ...(isWhole && { isWhole }) },
      cursor: reached,
    }
  }
}
