/** Owns the searches of one room, the one that all see and those of visitors, and who looks at which. */
import type { Refusal } from '../../core/protocol/events'
import { Feed } from '../../core/wall/feed'
import { matches } from '../../core/wall/term-index'
import { mustWait, showSame } from '../../core/wall/post-rules'
import { refuse } from '../../core/protocol/refusals'
import { parseTerm, tokensOf, type Term } from '../../core/wall/search-terms'
import type { Post, WallDocument } from '../../core/protocol/wall'
import type { Hub, Watcher } from '../../networks/hub'
import { broadcast } from '../room/broadcast'
import { Display } from './feed-view'
import type { LiveRoom, RoomSocket } from '../room/live-room'
import { Search } from './search'
import { Stock } from './wall-posts'
import type { TermShares } from './term-shares'

export interface SearchesParts {
  hub: Hub
  /** Milliseconds for which a search goes on when nobody looks. */
  linger: number
  /** Which rooms and addresses search how many terms. */
  shares: TermShares
}

export class Searches {
  readonly stock: Stock
  /** What the room's presenters show to all. */
  private readonly shared: Search
  /** What visitors search for themselves: one search a term, however many look. */
  private readonly own = new Map<string, { search: Search; term: Term }>()
  /** What each socket looks at, and its own term as it was typed. */
  private readonly viewers = new Map<RoomSocket, { search: Search; text: string | null }>()

  constructor(
    private readonly room: LiveRoom,
    private readonly parts: SearchesParts,
  ) {
    const display = new Display(new Feed(), 'posts', () => this.wall.isPaused)
    this.stock = new Stock({
      wall: () => this.wall,
      displays: () => [display, ...Array.from(this.own.values(), ({ search }) => search.display)],
      show: post => this.show(post),
      pinnedChanged: () => void broadcast(this.pages, [['pinned', [...this.stock.pinned]]]),
    })
    this.shared = new Search(this.wall.term, {
      ...parts,
      display,
      watcher: this.watcherOf(display, true),
      pays: () => true,
      // Only on the room's wall posts wait.
      ended: () => this.stock.forgetFound(display, this.stock.waiting.feed.posts),
    })
  }

  /** Pages with the wall open. */
  get pages(): RoomSocket[] {
    return [...this.viewers.keys()].filter(({ data }) => !data.classic)
  }

  /** What this socket looks at: `own` is null for the room's wall. Undefined where the wall is closed. */
  viewOf(socket: RoomSocket): { own: string | null; posts: Post[] } | undefined {
    const viewer = this.viewers.get(socket)
    return viewer && { own: viewer.text, posts: viewer.search.display.feed.posts }
  }

  isPausedFor(socket: RoomSocket): boolean {
    return this.viewers.get(socket)?.search.display.isPausedFor(socket) ?? false
  }

  /** Lets a socket look at a term of its own, or at the room's wall. It stays paused where it was. */
  look(socket: RoomSocket, text: string | null): Refusal | undefined {
    const before = this.viewers.get(socket)?.search
    const search = text === null ? this.shared : this.searchFor(text, socket)
    if ('code' in search) return search
    const refusal = search.add(socket, this.isPausedFor(socket))
    if (refusal) return refusal
    if (before !== search) before?.delete(socket)
    this.viewers.set(socket, { search, text })
    if (socket.data.presenter) this.stock.waiting.add(socket)
    return undefined
  }

  close(socket: RoomSocket): void {
    this.viewers.get(socket)?.search.delete(socket)
    this.viewers.delete(socket)
    this.stock.waiting.delete(socket)
  }

  /** For this socket alone. Refused where it has not opened the wall. */
  pause(socket: RoomSocket, isPaused: boolean): Refusal | undefined {
    const viewer = this.viewers.get(socket)
    if (!viewer) return refuse('wall-closed')
    viewer.search.pause(socket, isPaused)
    return undefined
  }

  /** Presenters have decided something else. `maySearch`: whether this socket may have a term of its own. */
  documentChanged(before: WallDocument, maySearch: (socket: RoomSocket) => boolean): void {
    if (!showSame(before, this.wall)) this.stock.sift()
    if (before.term !== this.wall.term) this.shared.setText(this.wall.term)
    if (before.isPaused !== this.wall.isPaused) this.shared.changed()
    for (const [socket, { text }] of this.viewers) {
      if (text === null || maySearch(socket)) continue
      this.look(socket, null)
      const { posts } = this.shared.display.feed
      if (!socket.data.classic)
        socket.emit('posts', { posts, skipped: 0, replaced: [], removed: [], isWhole: true })
    }
  }

  stop(): void {
    this.shared.stop()
    for (const { search } of this.own.values()) search.stop()
    this.stock.waiting.stop()
    this.viewers.clear()
  }

  private get wall(): WallDocument {
    return this.room.document.wall
  }

  private searchFor(text: string, { data }: RoomSocket): Search | Refusal {
    const parsed = parseTerm(text)
    if (!parsed.ok) return parsed
    const { term } = parsed
    const known = this.own.get(term.key)
    if (known) return known.search
    // What presenters search is not held against their hall.
    const giveBack = data.presenter ? () => undefined : this.parts.shares.take(this.room.code, data.address)
    if (!giveBack) return refuse('too-many-terms')
    const feed = new Feed()
    for (const post of this.stock.here) if (matches(term, tokensOf(post.text))) feed.push(post)
    const display = new Display(feed)
    const search = new Search(text, {
      ...this.parts,
      display,
      watcher: this.watcherOf(display, false),
      pays: ({ data }) => data.presenter,
      ended: () => {
        giveBack()
        this.own.delete(term.key)
        this.stock.forgetFound(display)
      },
    })
    this.own.set(term.key, { search, term })
    return search
  }

  /** Takes what the networks tell; only on the room's wall posts wait for presenters. */
  private watcherOf(display: Display, isShared: boolean): Watcher {
    const { stock } = this
    const waits = (post: Post) => isShared && mustWait(this.wall, post)
    return {
      post: post => {
        if (!stock.takes(post)) return false
        if (waits(post)) stock.wait(post)
        else if (display.feed.push(post)) display.changed()
        return true
      },
      replace: post => {
        if (stock.takes(post) && !waits(post)) return stock.replace(display, post)
        stock.removeFrom(display, post.id)
        // What an edit says was not approved.
        if (stock.takes(post)) stock.wait(post)
      },
      remove: id => stock.removeFrom(display, id),
    }
  }

  /** A post that may be shown: on the room's wall, and where a visitor searches for what is in it. */
  private show(post: Post): void {
    const push = ({ display }: Search) => display.feed.push(post) && display.changed()
    push(this.shared)
    if (post.network !== 'room') return
    const tokens = tokensOf(post.text)
    for (const { search, term } of this.own.values()) if (matches(term, tokens)) push(search)
  }
}
