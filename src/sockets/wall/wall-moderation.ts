/** What presenters decide about the wall: its settings, and which posts and authors are shown. */
import type { Extent } from '../../core/access/permissions'
import type { Refusal, Reply } from '../../core/protocol/replies'
import type { Decision, RoomDocument } from '../../core/room/document'
import { authorInRoom, blockAuthor, changeWall } from '../../core/wall/post-rules'
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

  setWall({ term, ...settings }: Partial<WallSettings>): Refusal | Promise<Reply> {
    if (term !== undefined && this.offer.search === 'off') return refuse('search-off')
    const changes = term === undefined ? settings : { ...settings, term: term?.trim() || null }
    return this.change(document => changeWall(document, changes))
  }

  approvePost({ id }: { id: string }): Reply {
    return this.choose(id, 'approve')
  }

  /** Authors may take off their own posts. */
  rejectPost({ data }: RoomSocket, { id }: { id: string }, extent: Extent): Reply {
    const isOwn = this.posts.find(id)?.author === authorInRoom(publicIdOf(data.person))
    return extent === 'all' || isOwn ? this.choose(id, 'reject') : refuse('not-a-presenter')
  }

  pinPost({ id, isPinned }: { id: string; isPinned: boolean }): Reply {
    return this.choose(id, isPinned ? 'pin' : 'unpin')
  }

  blockAuthor(author: { author: string; name: string; isBlocked: boolean }): Promise<Reply> {
    return this.change(document => blockAuthor(document, author))
  }

  private choose(id: string, choice: WallChoice): Reply {
    return this.sync.choose(id, choice) ?? { ok: true }
  }

  private change(decide: (document: RoomDocument) => Decision): Promise<Reply> {
    return this.room.change(decide).then(refusal => refusal ?? { ok: true })
  }
}
