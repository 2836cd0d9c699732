/** Owns that a room is erased by its presenter or the house's, and that whoever comes uses it. */
import orderBy from 'lodash/orderBy'
import type { Logger } from 'pino'
import { DAY_MS } from '../core/room/ages'
import { HOUSE } from '../core/room/codes'
import type { Refusal } from '../core/protocol/events'
import { refuse } from '../core/protocol/refusals'
import type { Store } from '../store/store'
import type { Feature, Handlers } from './room/feature'
import type { LiveRoom, RoomSocket } from './room/live-room'
import type { Rooms } from './room/membership'
import { eraseCounted } from './sweep'

/** Rooms in a list, those that were used last; of the others only the number is told. */
export const MAX_LISTED_ROOMS = 200

export interface HousekeepingParts {
  store: Store
  rooms(): Rooms
  logger: Logger
}

/** Makes the feature; rooms exist only after the features do. */
export function housekeeping({ store, rooms, logger }: HousekeepingParts): Feature & {
  events: Pick<Handlers, 'eraseRoom' | 'listRooms'>
} {
  const isHousePresenter = ({ data }: RoomSocket) => data.presenter && data.room.code === HOUSE

  async function erase(socket: RoomSocket, code: string): Promise<Refusal | undefined> {
    const isOwn = socket.data.presenter && socket.data.room.code === code
    if (!isOwn && !isHousePresenter(socket)) return refuse('not-a-presenter')
    if (code === HOUSE || !(await store.loadRoom(code))) return refuse('no-such-room')
    const erased = await eraseCounted(store, code, Date.now())
    logger.info(erased, 'a presenter erased a room')
    return undefined
  }

  return {
    events: {
      async eraseRoom(socket, { code: typed }) {
        const code = typed.toUpperCase()
        const refusal = await erase(socket, code)
        if (refusal) return refusal
        // The reply goes out before its own line ends.
        setImmediate(() => void rooms().endEverywhere(code))
        return { ok: true }
      },

      async listRooms(socket) {
        if (!isHousePresenter(socket)) return refuse('not-a-presenter')
        const all = (await store.listRooms()).filter(({ code }) => code !== HOUSE)
        const rooms = orderBy(all, 'usedAt', 'desc').slice(0, MAX_LISTED_ROOMS)
        return { ok: true, rooms, count: all.length }
      },
    },

    heard: {
      erased: ({ code }) => rooms().end(code),
      isAlive: () => true,
    },

    joined: room => void noteUse(room).catch(() => undefined),
  }
}

/** Whoever comes uses the room, once a day; a presenter's command says so by itself. */
async function noteUse(room: LiveRoom): Promise<void> {
  const now = Date.now()
  // A clock that was ahead when the room was used last has gone back since.
  const isNoted = ({ usedAt }: { usedAt: number }) => Math.abs(now - usedAt) <= DAY_MS
  if (isNoted(room.document)) return
  await room.change(document =>
    !isNoted(document) ? { ok: true, document: { ...document, usedAt: now } } : refuse('already-so'),
  )
}
