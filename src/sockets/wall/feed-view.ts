/**
 * Who looks at one feed of posts, and when they are sent its news: encoded once for all who saw as much, never queued
 * for a slow connection.
 */
import type { Logger } from 'pino'
import type { Cursor, Feed } from '../../core/wall/feed'
import type { PostNews } from '../../core/protocol/wall'
import { deliver, isIdle, type Delivery, type Packet } from '../room/broadcast'
import { tweetsOf } from '../room/workshop-clients'
import type { RoomSocket } from '../room/live-room'

/** Between two looks for news; nobody reads faster. */
const MIN_INTERVAL_MS = 250
/** Sending may keep the process busy for this share of the time. */
const BUSY_SHARE = 0.25

interface Viewer {
  cursor: Cursor
  isPaused: boolean
}

export interface FeedViewParts {
  logger: Pick<Logger, 'error'>
  /** `postsWaiting`: posts that wait for a presenter. */
  event?: 'posts' | 'postsWaiting'
  /** Whether the view is paused for everybody: only edits and removals are sent. */
  isHeld?: () => boolean
}

export class FeedView {
  private readonly viewers = new Map<RoomSocket, Viewer>()
  private readonly event: 'posts' | 'postsWaiting'
  private readonly isHeld: () => boolean
  private timer: NodeJS.Timeout | undefined
  private lastStart = -Infinity
  private intervalMs = MIN_INTERVAL_MS
  private isBusy = false

  constructor(
    readonly feed: Feed,
    private readonly parts: FeedViewParts,
  ) {
    this.event = parts.event ?? 'posts'
    this.isHeld = parts.isHeld ?? (() => false)
  }

  /** How many sockets look, paused or not. */
  get size(): number {
    return this.viewers.size
  }

  /** Lets a socket look; it has been sent all posts that are in the feed now. */
  add(socket: RoomSocket, isPaused = false): void {
    this.viewers.set(socket, { cursor: this.feed.end, isPaused })
  }

  /** Returns whether this socket was looking. */
  delete(socket: RoomSocket): boolean {
    return this.viewers.delete(socket)
  }

  isPausedFor(socket: RoomSocket): boolean {
    return this.viewers.get(socket)?.isPaused ?? false
  }

  pause(socket: RoomSocket, isPaused: boolean): void {
    const viewer = this.viewers.get(socket)
    if (viewer) viewer.isPaused = isPaused
  }

  /** Whether new posts are sent to at least one socket for which `fits` is true. */
  hasReaders(fits: (socket: RoomSocket) => boolean = () => true): boolean {
    return !this.isHeld() && [...this.viewers].some(([socket, { isPaused }]) => !isPaused && fits(socket))
  }

  /** The feed has changed, or a socket has paused or resumed: the news is sent soon. */
  changed(): void {
    if (this.timer || this.isBusy || this.viewers.size === 0) return
    const wait = Math.max(0, this.lastStart + this.intervalMs - performance.now())
    this.timer = setTimeout(() => void this.send(), wait)
  }

  close(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    this.viewers.clear()
  }

  private async send(): Promise<void> {
    this.timer = undefined
    this.lastStart = performance.now()
    this.isBusy = true
    let isBehind = false
    try {
      const due = this.due()
      isBehind = due.isBehind
      this.intervalMs = Math.max(MIN_INTERVAL_MS, (await deliver(due.deliveries)) / BUSY_SHARE)
    } catch (error) {
      // One failure must not hold back all later posts.
      this.parts.logger.error({ err: error }, 'posts of a wall could not be sent')
    } finally {
      this.isBusy = false
    }
    if (isBehind || [...this.viewers.values()].some(viewer => this.hasNews(viewer))) this.changed()
  }

  /** One delivery for all who saw as much. A slow socket waits; it is sent the newest posts once it has read. */
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
