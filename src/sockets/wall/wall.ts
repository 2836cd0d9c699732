/** The wall of one room: who opens it and searches what, and which of its settings everybody knows. */
import isEqual from 'lodash/isEqual'
import { isCrew } from '../../core/access/permissions'
import type { Refusal, Reply } from '../../core/protocol/replies'
import type { Snapshot } from '../../core/protocol/snapshot'
import { maySearch, wallNews } from '../../core/wall/access'
import { authorInRoom, personInRoom } from '../../core/wall/post-rules'
import type { RoomDocument } from '../../core/room/document'
import { refuse } from '../../core/protocol/refusals'
import type { OpenedWall, Post, WallDocument } from '../../core/protocol/wall'
import { broadcast } from '../room/broadcast'
import type { Reportable } from '../room/feature-needs'
import { publicIdOf } from '../room/identity'
import type { LiveRoom, RoomSocket } from '../room/live-room'
import { RoomWall } from './room-wall'
import type { SharedWallParts } from './shared-parts'
import { Submissions } from './submissions'
import { WallModeration } from './wall-moderation'
import { WallSync } from './wall-sync'
import { WorkshopStream } from './workshop-stream'

export class Wall {
  readonly moderation: WallModeration
  readonly submissions: Submissions
  readonly sync: WallSync
  readonly workshopStream: WorkshopStream
  private readonly roomWall: RoomWall
  private readonly unsubscribe: () => void

  constructor(
    private readonly room: LiveRoom,
    private readonly parts: SharedWallParts,
  ) {
    const { hub } = parts
    this.roomWall = new RoomWall(room, parts)
    const { posts } = this.roomWall
    this.sync = new WallSync(room, posts)
    this.moderation = new WallModeration(room, posts, this.sync, parts.offer)
    this.submissions = new Submissions(room, posts, this.sync, parts)
    this.workshopStream = new WorkshopStream(this.roomWall, (socket, term) => this.look(socket, term))
    const sendSources = () => void broadcast(this.roomWall.pages, [['wallSources', hub.statuses]])
    this.unsubscribe = hub.onStatus(sendSources)
  }

  openWall(socket: RoomSocket, { term }: { term?: string | undefined }): Reply<OpenedWall> {
    return this.open(socket, term ?? null)
  }

  searchWall(socket: RoomSocket, { term }: { term: string | null }): Reply<OpenedWall> {
    return this.open(socket, term)
  }

  closeWall(socket: RoomSocket): Reply {
    this.roomWall.leave(socket)
    return { ok: true }
  }

  pauseWall(socket: RoomSocket, { isPaused }: { isPaused: boolean }): Reply {
    return this.roomWall.pause(socket, isPaused) ?? { ok: true }
  }

  /** The name under which somebody of the room posted what waits or is shown. */
  nameOf(publicId: string): string | undefined {
    const { waiting, here, pinned } = this.sync.state
    const author = authorInRoom(publicId)
    return [...waiting, ...here, ...pinned].findLast(post => post.author === author)?.name
  }

  /** The ids of what somebody of the room posted. */
  postsOf(publicId: string): Set<string> {
    const { waiting, here, pinned, held } = this.sync.state
    const author = authorInRoom(publicId)
    const posts = [...waiting, ...here, ...pinned, ...held.map(({ post }) => post)]
    return new Set(posts.flatMap(post => (post.author === author && !post.role ? [post.id] : [])))
  }

  /** A post of the room that somebody reports. */
  reportable({ data }: RoomSocket, id: string): Reportable | Refusal {
    const { posts } = this.roomWall
    const post = posts.waiting.has(id) ? undefined : posts.find(id)
    const from = post && personInRoom(post.author)
    if (!post || from === undefined) return refuse('no-such-post')
    const { name, text, role } = post
    return { isOwn: from === publicIdOf(data.person), name, text, ...(!role && { from }) }
  }

  /** Somebody has posted on another node. */
  receivePost(post: Post, node: string): void {
    const author = personInRoom(post.author)
    if (author !== undefined && post.role === undefined && this.room.removal.hides(author)) return
    if (this.sync.receivePost(post)) this.submissions.postedElsewhere(post, node)
  }

  catchUp(): Promise<void> {
    return this.sync.catchUp()
  }

  documentChanged(before: RoomDocument): void {
    const { wall, blockedWords, lesson } = this.room.document
    if (lesson > before.lesson) this.roomWall.posts.forgetHere()
    this.followPanic(before)
    // On each node: one of them may have been taken before its node knew.
    for (const { id, hides, said } of this.room.document.removed)
      if (hides && !said && !before.removed.some(other => other.id === id && other.hides))
        for (const post of this.postsOf(id)) this.sync.choose(post, 'reject')
    if (wall === before.wall && blockedWords === before.blockedWords) return
    this.announce(before.wall)
    this.roomWall.settingsChanged(before, socket => this.maySearch(socket))
  }

  socketLeft(socket: RoomSocket): void {
    this.roomWall.leave(socket)
  }

  snapshot({ data }: RoomSocket): Pick<Snapshot, 'wall'> {
    return { wall: wallNews(this.parts.offer, this.room.document.wall, data.presenter) }
  }

  close(): void {
    this.unsubscribe()
    this.roomWall.close()
  }

  /** Hides the newest posts when the panic button is pressed, and brings them back when that is undone. */
  private followPanic({ panic: before }: RoomDocument): void {
    const { panic } = this.room.document
    if (panic === before) return
    const { posts } = this.roomWall
    if (panic?.over === 'undone') return posts.held.putBack()
    if (before?.id !== panic?.id) posts.held.drop()
    posts.holdBack()
    if (panic?.over === 'kept') posts.held.drop()
  }

  private open(socket: RoomSocket, term: string | null): Reply<OpenedWall> {
    const refusal = this.look(socket, term)
    if (refusal) return refusal
    const { waiting, pinned } = this.roomWall.posts
    const { role } = socket.data
    return {
      ok: true,
      ...this.snapshot(socket).wall,
      ...this.roomWall.viewOf(socket)!,
      pinned: pinned.posts,
      sources: this.parts.hub.statuses,
      ...(isCrew(role) ? { waiting: waiting.posts } : this.ownOf(socket)),
    }
  }

  /** What one of the audience has to do with the posts: which are the own ones, and which this person reported. */
  private ownOf({ data: { person, privateId } }: RoomSocket): Pick<OpenedWall, 'me' | 'reported'> {
    const reported = this.room.reports.ownOf(privateId, 'post') as string[]
    return { me: authorInRoom(publicIdOf(person)), ...(reported.length > 0 && { reported }) }
  }

  /** Lets a socket look at a term, or at the room's wall where it names none. */
  private look(socket: RoomSocket, term: string | null): Refusal | undefined {
    const text = term?.trim() || null
    if (text !== null) {
      if (!this.maySearch(socket)) return refuse('search-off')
      if (!this.parts.searchBudgets.take(socket.data.person)) return refuse('too-fast')
    }
    return this.roomWall.look(socket, text)
  }

  private maySearch({ data }: RoomSocket): boolean {
    return maySearch(this.parts.offer, this.room.document.wall, data.presenter)
  }

  /** Sends presenters and others what has changed of the settings each may know. */
  private announce(before: WallDocument): void {
    const { offer } = this.parts
    for (const isPresenter of [true, false]) {
      const news = wallNews(offer, this.room.document.wall, isPresenter)
      if (isEqual(news, wallNews(offer, before, isPresenter))) continue
      const fits = ({ data }: RoomSocket) => data.presenter === isPresenter && !data.classic
      void broadcast([...this.room.sockets].filter(fits), [['wall', news]])
    }
  }
}
