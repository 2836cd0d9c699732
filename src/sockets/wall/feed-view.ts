/** Owns who looks at one feed of posts, and when they are told: encoded once for all who saw as much, never queued for a slow one. */
import type { Cursor, Feed } from '../../core/wall/feed'
import type { PostNews } from '../../core/protocol/wall'
import { deliver, isIdle, type Delivery, type Packet } from '../room/broadcast'
import { tweetsOf } from '../room/workshop-clients'
import type { RoomSocket } from '../room/live-room'

/** Milliseconds between two looks for news; eyes read no faster. */
const PACE = 250
/** Telling may keep the process busy for this part of the time. */
const BUSY_SHARE = 0.25

interface Viewer {
  cursor: Cursor
  isPaused: boolean
}

export class Display {
  private readonly viewers = new Map<RoomSocket, Viewer>()
  private timer: NodeJS.Timeout | undefined
  private lastStart = -Infinity
  private pace = PACE
  private isBusy = false

  constructor(
    readonly feed: Feed,
    private readonly event: 'posts' | 'postsWaiting' = 'posts',
    /** Whether it stands still for everybody: only what must go or change is told. */
    private readonly isHeld: () => boolean = () => false,
  ) {}

  get size(): number {
    return this.viewers.size
  }

  /** Those who look, paused or not. */
  get sockets(): RoomSocket[] {
    return [...this.viewers.keys()]
  }

  /** Lets a socket look from here on: it knows what stands already. */
  add(socket: RoomSocket, isPaused = false): void {
    this.viewers.set(socket, { cursor: this.feed.end, isPaused })
  }

  delete(socket: RoomSocket): boolean {
    return this.viewers.delete(socket)
  }

  isPausedFor(socket: RoomSocket): boolean {
    return this.viewers.get(socket)?.isPaused ?? false
  }

  pause(socket: RoomSocket, isPaused: boolean): void {
    const viewer = this.viewers.get(socket)
    if (!viewer) return
    viewer.isPaused = isPaused
  }

  /** Whether somebody is told of new posts. */
  hasReaders(fits: (socket: RoomSocket) => boolean = () => true): boolean {
    return !this.isHeld() && [...this.viewers].some(([socket, { isPaused }]) => !isPaused && fits(socket))
  }

  /** There is news, to be told soon. */
  changed(): void {
    if (this.timer || this.isBusy || this.viewers.size === 0) return
    const wait = Math.max(0, this.lastStart + this.pace - performance.now())
    this.timer = setTimeout(() => void this.tell(), wait)
  }

  stop(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    this.viewers.clear()
  }

  private async tell(): Promise<void> {
    this.timer = undefined
    this.lastStart = performance.now()
    this.isBusy = true
    let isBehind = false
    try {
      const due = this.due()
      isBehind = due.isBehind
      this.pace = Math.max(PACE, (await deliver(due.deliveries)) / BUSY_SHARE)
    } finally {
      // What fails once must not keep all later posts back.
      this.isBusy = false
    }
    if (isBehind || [...this.viewers.values()].some(viewer => this.hasNews(viewer))) this.changed()
  }

  /** One delivery for all who saw as much. A slow socket waits; it is told of the newest once it has read. */
  private due(): { deliveries: Delivery[]; isBehind: boolean } {
    const groups = new Map<string, { news: PostNews; cursor: Cursor; sockets: RoomSocket[] }>()
    let isBehind = false
    for (const [socket, viewer] of this.viewers) {
      if (!this.hasNews(viewer)) continue
      if (!isIdle(socket)) {
        isBehind = true
        continue
      }
      const { cursor } = viewer
      const isPaused = viewer.isPaused || this.isHeld()
      const key = `${cursor.posts} ${cursor.changes} ${isPaused} ${socket.data.classic}`
      const group = groups.get(key) ?? { ...this.feed.since(cursor, isPaused), sockets: [] }
      group.sockets.push(socket)
      groups.set(key, group)
      viewer.cursor = group.cursor
    }
    const deliveries = Array.from(groups.values(), ({ news, sockets }) => ({
      sockets,
      events: sockets[0]!.data.classic ? tweetsOf(news.posts) : [[this.event, news] as Packet],
    }))
    return { deliveries, isBehind }
  }

  private hasNews({ cursor, isPaused }: Viewer): boolean {
    const { end } = this.feed
    return end.changes > cursor.changes || (end.posts > cursor.posts && !isPaused && !this.isHeld())
  }
}
