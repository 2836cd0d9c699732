/** What presenters decide about the wall: its settings, and which posts and authors are shown. */
import type { Refusal, Reply } from '../../core/protocol/replies'
import type { Decision, RoomDocument } from '../../core/room/document'
import { authorInRoom, blockAuthor, blockWord, changeWall } from '../../core/wall/post-rules'
import { refuse } from '../../core/protocol/refusals'
import type { WallOffer } from '../../core/wall/access'
import type { WallSettings } from '../../core/protocol/wall'
import type { LiveRoom, RoomSocket } from '../room/live-room'
import { publicIdOf } from '../room/identity'
import type { WallPosts } from './wall-posts'
import type { WallChoice } from '../../core/protocol/node-events'
import type { WallSync } from './wall-sync'

export class WallModeration {
  constructor(
    private readonly room: LiveRoom,
    private readonly posts: WallPosts,
    private readonly sync: WallSync,
    private readonly offer: WallOffer,
  ) {}

  setWall(socket: RoomSocket, { term, ...settings }: Partial<WallSettings>): Refusal | Promise<Reply> {
    if (!socket.data.presenter) return refuse('not-a-presenter')
    if (term !== undefined && this.offer.search === 'off') return refuse('search-off')
    const changes = term === undefined ? settings : { ...settings, term: term?.trim() || null }
    return this.change(socket, document => changeWall(document, changes))
  }

  approvePost(socket: RoomSocket, { id }: { id: string }): Reply {
    return this.choose(socket, id, 'approve')
  }

  /** Authors may take off their own posts. */
  rejectPost(socket: RoomSocket, { id }: { id: string }): Reply {
    const isOwn = this.posts.find(id)?.author === authorInRoom(publicIdOf(socket.data.person))
    return this.choose(socket, id, 'reject', isOwn)
  }

  pinPost(socket: RoomSocket, { id, isPinned }: { id: string; isPinned: boolean }): Reply {
    return this.choose(socket, id, isPinned ? 'pin' : 'unpin')
  }

  blockAuthor(
    socket: RoomSocket,
    author: { author: string; name: string; isBlocked: boolean },
  ): Refusal | Promise<Reply> {
    return this.change(socket, document => blockAuthor(document, author))
  }

  blockWord(socket: RoomSocket, word: { word: string; isBlocked: boolean }): Refusal | Promise<Reply> {
    return this.change(socket, document => blockWord(document, word))
  }

  private choose({ data }: RoomSocket, id: string, choice: WallChoice, isAllowed = data.presenter): Reply {
    if (!data.presenter && !isAllowed) return refuse('not-a-presenter')
    return this.sync.choose(id, choice) ?? { ok: true }
  }

  private change(
    { data }: RoomSocket,
    decide: (document: RoomDocument) => Decision,
  ): Refusal | Promise<Reply> {
    if (!data.presenter) return refuse('not-a-presenter')
    return this.room.change(decide).then(refusal => refusal ?? { ok: true })
  }
}
