/**
 * Erases what nobody has used for ROOM_DAYS: lines, results, rooms, and the default room's forgotten lesson. Says in the log
 * how much.
 */
import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { agesFrom, grown, isIdle, withRooms, type Ages } from '../core/room/ages'
import { DEFAULT_ROOM } from '../core/room/codes'
import { hasForgettable, renewed } from '../core/room/renewed'
import { refuse } from '../core/protocol/refusals'
import type { Store } from '../store/store'
import { countsOf, eraseCounted, KINDS, type Erased } from './erase-room'
import { OldRecords } from './old-records'
import type { Membership } from './room/membership'

/** Name of the note in which the ages stand. */
const AGES = 'ages'

export interface SweeperParts {
  store: Store
  rooms: Membership
  /** ROOM_DAYS. */
  days: number
  logger: Logger
}

/** When the rooms were looked at last, else when one was used last; 0: never. */
export async function lastSeen(store: Store): Promise<number> {
  const note = await store.readNote(AGES)
  if (note !== undefined) return agesFrom(note, 0).seenAt
  return Math.max(0, ...(await store.listRooms()).map(({ usedAt }) => usedAt))
}

/** What a look at all rooms has erased. */
export interface Swept extends Erased {
  rooms: number
  /** Whether the default room's lesson was forgotten. */
  houseLesson: boolean
}

/** Looks at all rooms from time to time. */
export class Sweeper {
  /** When this process looked last, on a clock that never jumps. */
  private lookedAt: number | undefined
  private running: Promise<unknown> = Promise.resolve()

  constructor(private readonly parts: SweeperParts) {}

  /** Looks once, behind a look that is still under way; `clock` other than what the clocks say. */
  sweep(clock?: { now: number; lived: number }): Promise<Swept> {
    const swept = this.running.then(() => this.look(clock))
    this.running = swept.catch(() => undefined)
    return swept
  }

  private async look(clock?: { now: number; lived: number }): Promise<Swept> {
    const { store, days, logger } = this.parts
    const now = clock?.now ?? (await store.now())
    const looksAt = performance.now()
    const lived = clock?.lived ?? (this.lookedAt === undefined ? 0 : looksAt - this.lookedAt)
    const before = agesFrom(await store.readNote(AGES), now)
    let ages = withRooms(grown(before, { now, lived }, days), await this.seen(), days)
    // Written down first: time that was counted is not counted again, whatever fails below.
    await store.writeNote(AGES, JSON.stringify(ages))
    this.lookedAt = looksAt
    const swept: Swept = {
      rooms: 0,
      preparedQuestions: 0,
      ballots: 0,
      lines: 0,
      results: 0,
      asks: 0,
      houseLesson: false,
    }
    const old = new OldRecords(this.parts)
    try {
      ages = await old.erase(ages, swept)
      await this.eraseRooms(ages, swept, now)
      // Behind the rooms: one that is opened for this counts as used.
      await old.updateRooms()
      await store.writeNote(AGES, JSON.stringify(ages))
    } finally {
      if (swept.rooms + swept.lines + swept.results + swept.asks > 0 || swept.houseLesson)
        logger.info({ ...swept, days }, `erased what nobody has used for ${days} days`)
    }
    return swept
  }

  private async seen() {
    const { store, rooms } = this.parts
    const alive = new Set((await rooms.live.alive()).map(({ code }) => code))
    const all = await store.listRooms()
    return Promise.all(
      all.map(async ({ code, usedAt }) => {
        const { last: lines } = await store.extent(code)
        const results = await store.lastResult(code)
        const { last: asks } = await store.asks(code)
        return { code, usedAt, isAlive: alive.has(code), last: { lines, results, asks } }
      }),
    )
  }

  private async eraseRooms(ages: Ages, swept: Swept, now: number): Promise<void> {
    const { store, rooms, days } = this.parts
    for (const code of Object.keys(ages.rooms)) {
      if (!isIdle(ages, code, days) || rooms.live.get(code)) continue
      if (await rooms.isAliveElsewhere(code)) continue
      if (code === DEFAULT_ROOM) await this.forgetLesson(swept)
      else {
        const erased = await eraseCounted(store, code, now)
        if (!erased) continue
        await rooms.endEverywhere(code)
        swept.rooms++
        for (const what of KINDS) swept[what] += erased[what]
      }
    }
  }

  /** The default room keeps what was prepared and set. */
  private async forgetLesson(swept: Swept): Promise<void> {
    const { store, rooms } = this.parts
    const room = await rooms.live.find(DEFAULT_ROOM)
    if (!room) return
    const counted = await countsOf(store, DEFAULT_ROOM)
    const { last: lastLine } = await store.extent(DEFAULT_ROOM)
    const refusal = await room.change(document =>
      hasForgettable(document) || (counted?.lines ?? 0) + (counted?.asks ?? 0) > 0
        ? {
            ok: true,
            document: renewed(document, { now: Date.now(), newId: randomUUID, lastLine }),
            results: { dropAll: true },
          }
        : refuse('already-so'),
    )
    if (refusal) return
    swept.houseLesson = true
    for (const what of ['ballots', 'lines', 'results', 'asks'] as const) swept[what] += counted?.[what] ?? 0
  }
}
