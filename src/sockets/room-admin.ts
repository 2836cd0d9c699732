/** Rooms as a whole: listed and erased by presenters, and marked as used by whoever comes. */
import orderBy from 'lodash/orderBy'
import type { Logger } from 'pino'
import type { Extent } from '../core/access/permissions'
import { DAY_MS } from '../core/room/ages'
import { DEFAULT_ROOM } from '../core/room/codes'
import type { RoomEntry } from '../core/protocol/event-replies'
import type { Refusal, Reply } from '../core/protocol/replies'
import { refuse } from '../core/protocol/refusals'
import type { Store } from '../store/store'
import type { LiveRoom, RoomSocket } from './room/live-room'
import type { Membership } from './room/membership'
import { eraseCounted } from './erase-room'

/** Rooms in a list, those that were used last; of the others only the number is sent. */
export const MAX_LISTED_ROOMS = 200

export interface RoomAdminParts {
  store: Store
  rooms: Pick<Membership, 'endEverywhere'>
  logger: Logger
}

export class RoomAdmin {
  constructor(private readonly parts: RoomAdminParts) {}

  async eraseRoom(socket: RoomSocket, { code: typed }: { code: string }, extent: Extent): Promise<Reply> {
    const code = typed.toUpperCase()
    const refusal = await this.erase(socket, code, extent)
    if (refusal) return refusal
    // The reply goes out before its own connection ends.
    setImmediate(() => void this.parts.rooms.endEverywhere(code))
    return { ok: true }
  }

  async listRooms(): Promise<Reply<{ rooms: RoomEntry[]; count: number }>> {
    const all = (await this.parts.store.listRooms()).filter(({ code }) => code !== DEFAULT_ROOM)
    const rooms = orderBy(all, 'usedAt', 'desc').slice(0, MAX_LISTED_ROOMS)
    return { ok: true, rooms, count: all.length }
  }

  private async erase({ data }: RoomSocket, code: string, extent: Extent): Promise<Refusal | undefined> {
    const { store, logger } = this.parts
    if (extent === 'own' && data.room.code !== code) return refuse('not-a-presenter')
    if (code === DEFAULT_ROOM || !(await store.loadRoom(code))) return refuse('no-such-room')
    const erased = await eraseCounted(store, code, Date.now())
    logger.info(erased, 'a presenter erased a room')
    return undefined
  }
}

/** Whoever comes uses the room: noted once a day; a presenter's command says so by itself. */
export async function noteUse(room: LiveRoom): Promise<void> {
  const now = Date.now()
  // A clock that was ahead when the room was used last has gone back since.
  const isNoted = ({ usedAt }: { usedAt: number }) => Math.abs(now - usedAt) <= DAY_MS
  if (isNoted(room.document)) return
  await room.change(document =>
    !isNoted(document) ? { ok: true, document: { ...document, usedAt: now } } : refuse('already-so'),
  )
}
