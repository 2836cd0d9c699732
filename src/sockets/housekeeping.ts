/** Owns the end of rooms: erased by their presenter or the house's, or when nobody has used them for long. */
import type { Refusal } from '../core/events'
import { parseNothing, parseRoomCode } from '../core/parse'
import { refuse } from '../core/refusals'
import type { Store } from '../store/store'
import { on, type Feature, type RoomSocket } from './feature'
import type { Rooms } from './room'

const HOUSE = ''
const DAY = 24 * 3600 * 1000

/** Makes the feature; rooms exist only after the features do. */
export function housekeeping(store: Store, rooms: () => Rooms): Feature {
  const isHousePresenter = ({ data }: RoomSocket) => data.presenter && data.room.code === HOUSE

  async function erase(socket: RoomSocket, code: string): Promise<Refusal | undefined> {
    const isOwn = socket.data.presenter && socket.data.room.code === code
    if (!isOwn && !isHousePresenter(socket)) return refuse('not-a-presenter')
    if (code === HOUSE || !(await store.loadRoom(code))) return refuse('no-such-room')
    await store.eraseRoom(code, Date.now())
    return undefined
  }

  return {
    events: {
      eraseRoom: on(parseRoomCode, async (_room, socket, { code }) => {
        const refusal = await erase(socket, code)
        if (refusal) return refusal
        // The reply goes out before its own line ends.
        setImmediate(() => void rooms().end(code))
        return { ok: true }
      }),

      listRooms: on(parseNothing, async (_room, socket) => {
        if (!isHousePresenter(socket)) return refuse('not-a-presenter')
        const all = await store.listRooms()
        return { ok: true, rooms: all.filter(({ code }) => code !== HOUSE) }
      }),
    },
  }
}

/** Erases rooms that nobody has used for so many days, and in which nobody is. Resolves to their number. */
export async function eraseIdle(store: Store, rooms: Rooms, days: number, now: number): Promise<number> {
  const alive = new Set((await rooms.alive()).map(room => room.code))
  const idle = (await store.listRooms()).filter(
    ({ code, usedAt }) => code !== HOUSE && !alive.has(code) && now - usedAt > days * DAY,
  )
  for (const { code } of idle) await store.eraseRoom(code, now)
  return idle.length
}
