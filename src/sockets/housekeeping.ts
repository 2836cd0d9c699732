/** Owns the end of rooms: erased by their presenter or the house's, or when nobody has used them for long. */
import { randomUUID } from 'node:crypto'
import { HOUSE } from '../core/codes'
import type { Refusal } from '../core/events'
import { renewed } from '../core/room-document'
import { parseNothing, parseRoomCode } from '../core/parse'
import { refuse } from '../core/refusals'
import type { Store } from '../store/store'
import { on, type Feature } from './feature'
import type { LiveRoom, RoomSocket } from './live-room'
import type { Rooms } from './rooms'

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
      eraseRoom: on(parseRoomCode, async (_room, socket, { code: typed }) => {
        const code = typed.toUpperCase()
        const refusal = await erase(socket, code)
        if (refusal) return refusal
        // The reply goes out before its own line ends.
        setImmediate(() => void rooms().endEverywhere(code))
        return { ok: true }
      }),

      listRooms: on(parseNothing, async (_room, socket) => {
        if (!isHousePresenter(socket)) return refuse('not-a-presenter')
        const all = await store.listRooms()
        return { ok: true, rooms: all.filter(({ code }) => code !== HOUSE) }
      }),
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
  if (now - room.document.usedAt <= DAY) return
  await room.change(document =>
    now - document.usedAt > DAY ? { ok: true, document: { ...document, usedAt: now } } : refuse('already-so'),
  )
}

/**
 * Erases lines that are older than so many days, and rooms that nobody has used for as long and in which nobody is. The
 * house room stays, as new.
 * Resolves to the number of rooms erased.
 */
export async function eraseIdle(store: Store, rooms: Rooms, days: number, now: number): Promise<number> {
  const isIdle = ({ usedAt }: { usedAt: number }) => now - usedAt > days * DAY
  const alive = new Set((await rooms.live.alive()).map(room => room.code))
  const all = await store.listRooms()
  for (const { code } of all) await store.eraseLines(code, { olderThan: now - days * DAY })
  const idle = all.filter(room => isIdle(room) && !alive.has(room.code))
  let erased = 0
  for (const { code } of idle) {
    if (code === HOUSE) await renew(await rooms.live.find(HOUSE), isIdle, now)
    else if (!(await rooms.isAliveElsewhere(code))) {
      await store.eraseRoom(code, now)
      await rooms.endEverywhere(code)
      erased++
    }
  }
  return erased
}

async function renew(
  house: LiveRoom | undefined,
  isIdle: (room: { usedAt: number }) => boolean,
  now: number,
): Promise<void> {
  await house?.change(document =>
    isIdle(document)
      ? { ok: true, document: renewed(document, { now, newId: randomUUID }) }
      : refuse('already-so'),
  )
}
