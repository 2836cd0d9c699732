/**
 * Erases what nobody has used for ROOM_DAYS: lines, rooms, and the default room's forgotten lesson. Says in the log
 * how much.
 */
import { randomUUID } from 'node:crypto'
import sum from 'lodash/sum'
import type { Logger } from 'pino'
import { agesFrom, grown, isIdle, oldUpTo, withoutOldMarks, withRooms, type Ages } from '../core/room/ages'
import { DEFAULT_ROOM } from '../core/room/codes'
import { withoutLessons, type ArchivedLesson } from '../core/room/lessons'
import { hasForgettable, renewed } from '../core/room/document'
import { refuse } from '../core/protocol/refusals'
import type { Store } from '../store/store'
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
export interface Swept {
  rooms: number
  preparedQuestions: number
  ballots: number
  lines: number
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
    const swept: Swept = { rooms: 0, preparedQuestions: 0, ballots: 0, lines: 0, houseLesson: false }
    const thinned = new Set<string>()
    try {
      ages = await this.eraseLines(ages, swept, thinned)
      await this.eraseRooms(ages, swept, now)
      await this.dropEmptyLessons(thinned)
      await store.writeNote(AGES, JSON.stringify(ages))
    } finally {
      if (swept.rooms + swept.lines > 0 || swept.houseLesson)
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
        return { code, usedAt, isAlive: alive.has(code), last: { lines, results: 0 } }
      }),
    )
  }

  /** @param thinned is added the rooms of which some went */
  private async eraseLines(ages: Ages, swept: Swept, thinned: Set<string>): Promise<Ages> {
    const { store, days } = this.parts
    for (const code of Object.keys(ages.rooms)) {
      const upTo = oldUpTo(ages, code, 'lines', days)
      if (upTo === 0) continue
      swept.lines += await store.eraseLines(code, { upTo })
      thinned.add(code)
      ages = withoutOldMarks(ages, code, 'lines', upTo)
    }
    return ages
  }

  /** Takes lessons off the lists of which nothing is kept any more. */
  private async dropEmptyLessons(codes: Iterable<string>): Promise<void> {
    const { store, rooms } = this.parts
    for (const code of codes) {
      const kept = await store.loadRoom(code)
      const gone = kept ? await emptyLessons(store, code, kept.document.lessons) : []
      const room = gone.length > 0 ? await rooms.live.find(code) : undefined
      await room?.change(document => ({ ok: true, document: withoutLessons(document, gone) }))
    }
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
        for (const what of ['preparedQuestions', 'ballots', 'lines'] as const) swept[what] += erased[what]
      }
    }
  }

  /** The default room keeps what was prepared and set. */
  private async forgetLesson(swept: Swept): Promise<void> {
    const { store, rooms } = this.parts
    const room = await rooms.live.find(DEFAULT_ROOM)
    if (!room) return
    const { ballots = 0, lines = 0 } = (await countsOf(store, DEFAULT_ROOM)) ?? {}
    const { last: lastLine } = await store.extent(DEFAULT_ROOM)
    const refusal = await room.change(document =>
      hasForgettable(document) || lines > 0
        ? {
            ok: true,
            document: renewed(document, { now: Date.now(), newId: randomUUID, lastLine }),
            results: { dropAll: true },
          }
        : refuse('already-so'),
    )
    if (refusal) return
    swept.houseLesson = true
    swept.ballots += ballots
    swept.lines += lines
  }
}

type Counted = Pick<Swept, 'preparedQuestions' | 'ballots' | 'lines'>

async function countsOf(store: Store, code: string): Promise<Counted | undefined> {
  const kept = await store.loadRoom(code)
  if (!kept) return undefined
  const { poll, prepared } = kept.document
  const { first, last } = await store.extent(code)
  return {
    preparedQuestions: prepared.length,
    ballots: sum(Object.values(await store.tally(code, poll.pollId))),
    lines: await store.countLines(code, { from: first, to: last }),
  }
}

/** The numbers of the lessons of which nothing is kept. */
async function emptyLessons(
  store: Store,
  code: string,
  lessons: readonly ArchivedLesson[],
): Promise<number[]> {
  const gone: number[] = []
  for (const { lesson, lines: span } of lessons) {
    const [from, to] = span
    if ((await store.countLines(code, { from, to })) === 0) gone.push(lesson)
  }
  return gone
}

/** Erases a room, and gives what of it there was; undefined: there was no such room. */
export async function eraseCounted(store: Store, code: string, now: number): Promise<Counted | undefined> {
  const counted = await countsOf(store, code)
  await store.eraseRoom(code, now)
  return counted
}
