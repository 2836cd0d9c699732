/** The searches of one room, the one that all see and those of visitors, and who looks at which. */
import { isCrew } from '../../core/access/permissions'
import type { Refusal } from '../../core/protocol/replies'
import { Feed } from '../../core/wall/feed'
import { authorInRoom, mustWait, showSame } from '../../core/wall/post-rules'
import { refuse } from '../../core/protocol/refusals'
import { isHeldBack } from '../../core/room/panic'
import type { Post, WallDocument } from '../../core/protocol/wall'
import type { RoomDocument } from '../../core/room/document'
import { broadcast } from '../room/broadcast'
import { publicIdOf } from '../room/identity'
import type { LiveRoom, RoomSocket } from '../room/live-room'
import { FeedView } from './feed-view'
import { OwnSearches, type SearchingParts } from './own-searches'
import { postWatcher } from './post-watcher'
import { Search } from './search'
import { WallPosts } from './wall-posts'

export class RoomWall {
  readonly posts: WallPosts
  /** What the room's presenters show to all. */
  private readonly shared: Search
  private readonly own: OwnSearches
  /** What each socket looks at, and its own term as it was typed; null: the room's wall. */
  private readonly viewers = new Map<RoomSocket, { search: Search; text: string | null }>()

  constructor(
    private readonly room: Pick<LiveRoom, 'code' | 'document' | 'sockets' | 'reports'>,
    parts: SearchingParts,
  ) {
    const { hub, lingerMs, logger } = parts
    const view = new FeedView(new Feed(), { isHeld: () => this.settings.isPaused, logger })
    this.posts = new WallPosts({
      logger,
      document: () => room.document,
      isHeldBack: post => post.network === 'room' && isHeldBack(room.document, post),
      views: () => [view, ...this.own.views],
      show: post => this.show(post),
      approved: ({ id, author }) => {
        const isAuthor = ({ data }: RoomSocket) => authorInRoom(publicIdOf(data.person)) === author
        void broadcast([...room.sockets].filter(isAuthor), [['postApproved', id]])
      },
      banned: id => room.reports.gone({ kind: 'post', id }),
      pinnedChanged: () => void broadcast(this.pages, [['pinned', this.posts.pinned.posts]]),
    })
    this.own = new OwnSearches(room.code, this.posts, parts)
    this.shared = new Search(this.settings.term, {
      hub,
      lingerMs,
      view,
      watcher: postWatcher(this.posts, view, post => mustWait(this.settings, post)),
      pays: () => true,
      // Posts of networks wait only because this search found them.
      ended: () => this.posts.forgetFound(view, this.posts.waiting.posts),
    })
  }

  /** Pages with the wall open. */
  get pages(): RoomSocket[] {
    return [...this.viewers.keys()].filter(({ data }) => !data.classic)
  }

  /** What this socket looks at: `own` is null for the room's wall. Undefined where it has not opened the wall. */
  viewOf(socket: RoomSocket): { own: string | null; posts: Post[] } | undefined {
    const viewer = this.viewers.get(socket)
    return viewer && { own: viewer.text, posts: viewer.search.view.feed.posts }
  }

  /** Lets a socket look at a term of its own, or at the room's wall (null). It stays paused if it was. */
  look(socket: RoomSocket, text: string | null): Refusal | undefined {
    const before = this.viewers.get(socket)?.search
    const search = text === null ? this.shared : this.own.searchFor(text, socket)
    if ('code' in search) return search
    const refusal = search.add(socket, before?.view.isPausedFor(socket) ?? false)
    if (refusal) return refusal
    if (before !== search) before?.delete(socket)
    this.viewers.set(socket, { search, text })
    if (isCrew(socket.data.role)) this.posts.waiting.view.add(socket)
    return undefined
  }

  /** This socket looks at nothing any more. */
  leave(socket: RoomSocket): void {
    this.viewers.get(socket)?.search.delete(socket)
    this.viewers.delete(socket)
    this.posts.waiting.view.delete(socket)
  }

  /** Pauses or resumes for this socket alone. Refused where it has not opened the wall. */
  pause(socket: RoomSocket, isPaused: boolean): Refusal | undefined {
    const viewer = this.viewers.get(socket)
    if (!viewer) return refuse('wall-closed')
    viewer.search.pause(socket, isPaused)
    return undefined
  }

  /** Presenters have changed the settings. `maySearch`: whether this socket may have a term of its own. */
  settingsChanged(
    { wall: before, blockedWords }: RoomDocument,
    maySearch: (socket: RoomSocket) => boolean,
  ): void {
    if (!showSame({ wall: before, blockedWords }, this.room.document)) this.posts.refilter()
    if (before.term !== this.settings.term) this.shared.setText(this.settings.term)
    if (before.isPaused !== this.settings.isPaused) this.shared.changed()
    for (const [socket, { text }] of this.viewers) {
      if (text === null || maySearch(socket)) continue
      this.look(socket, null)
      const { posts } = this.shared.view.feed
      if (!socket.data.classic)
        socket.emit('posts', { posts, skipped: 0, replaced: [], removed: [], isWhole: true })
    }
  }

  close(): void {
    this.shared.close()
    this.own.close()
    this.posts.waiting.view.close()
    this.viewers.clear()
  }

  private get settings(): WallDocument {
    return this.room.document.wall
  }

  /** Shows a post that may be shown: on the room's wall, and where a visitor searches for what is in it. */
  private show(post: Post): void {
    const { view } = this.shared
    if (view.feed.push(post)) view.changed()
    if (post.network === 'room') this.own.show(post)
  }
}
