/**
 * Erases lines and results that are older than ROOM_DAYS, also in rooms that are in use. Afterwards the lists of lessons
 * say what is still kept, and no screen shows a result that is gone.
 */
import { randomUUID } from 'node:crypto'
import { oldUpTo, withoutOldMarks, type Ages, type Numbered } from '../core/room/ages'
import type { RoomDocument } from '../core/room/document'
import { shownResults, withoutResults } from '../core/room/erased-results'
import { withKeptLines, withoutLessons } from '../core/room/lessons'
import { eraseAsks } from '../store/erase-asks'
import { MAX_LINES, MAX_RESULTS, type Store } from '../store/store'
import type { Membership } from './room/membership'

export interface OldRecordsParts {
  store: Store
  rooms: Membership
  /** ROOM_DAYS. */
  days: number
}

/** What is still kept of the lessons of a room, and of the results that its document shows. */
interface Remaining {
  /** The lessons of which nothing is kept. */
  emptyLessons: number[]
  /** How many lines of each other lesson. */
  lines: Map<number, number>
  goneResults: Set<string>
}

/** Erases what has numbers up to this one. */
const ERASE: Record<Numbered, (store: Store, code: string, upTo: number) => Promise<number>> = {
  lines: (store, code, upTo) => store.eraseLines(code, { upTo }),
  results: (store, code, upTo) => store.eraseResults(code, { upTo }),
  asks: (store, code, upTo) => eraseAsks(store, code, ({ id }) => id <= upTo),
}

export class OldRecords {
  /** Rooms of which something was erased. */
  private readonly thinned: Record<Numbered, Set<string>> = {
    lines: new Set(),
    results: new Set(),
    asks: new Set(),
  }
  /** Rooms of which the store itself has erased something, because there was too much. */
  private readonly full = new Set<string>()

  constructor(private readonly parts: OldRecordsParts) {}

  /**
   * Erases them in all rooms, and returns the ages without their marks.
   * @param erased is added how many there were
   */
  async erase(ages: Ages, erased: Record<Numbered, number>): Promise<Ages> {
    const { store, days } = this.parts
    for (const code of Object.keys(ages.rooms)) {
      const { last } = await store.extent(code)
      if (last > MAX_LINES || (await store.lastResult(code)) > MAX_RESULTS) this.full.add(code)
      for (const what of ['lines', 'results', 'asks'] as const) {
        const upTo = oldUpTo(ages, code, what, days)
        if (upTo === 0) continue
        erased[what] += await ERASE[what](store, code, upTo)
        this.thinned[what].add(code)
        ages = withoutOldMarks(ages, code, what, upTo)
      }
    }
    return ages
  }

  /** Also has every node read the results again where some were erased. */
  async updateRooms(): Promise<void> {
    const { store, rooms } = this.parts
    const { lines, results, asks } = this.thinned
    for (const code of new Set([...lines, ...results, ...asks, ...this.full])) {
      const kept = await store.loadRoom(code)
      if (!kept) continue
      const remaining = await remainingOf(store, code, kept.document)
      if (!results.has(code) && !asks.has(code) && isAsListed(kept.document, remaining)) continue
      const room = await rooms.live.find(code)
      await room?.change(document => ({ ok: true, document: updated(document, remaining) }))
    }
  }
}

async function remainingOf(
  store: Store,
  code: string,
  { lessons, poll, undo }: RoomDocument,
): Promise<Remaining> {
  const results = await store.results(code)
  const ids = new Set(results.map(({ id }) => id))
  const { asks } = await store.asks(code)
  const asked = new Set([...results, ...asks].map(({ lesson }) => lesson))
  const lines = new Map<number, number>()
  for (const { lesson, lines: span } of lessons) {
    const [from, to] = span
    lines.set(lesson, from > to ? 0 : await store.countLines(code, { from, to }))
  }
  const isEmpty = ([lesson, count]: [number, number]) => count === 0 && !asked.has(lesson)
  const shown = [...shownResults(poll), ...(undo ? shownResults(undo.poll) : [])]
  return {
    lines,
    emptyLessons: [...lines].filter(isEmpty).map(([lesson]) => lesson),
    goneResults: new Set(shown.filter(id => !ids.has(id))),
  }
}

function isAsListed({ lessons }: RoomDocument, { lines, emptyLessons, goneResults }: Remaining): boolean {
  const isExact = lessons.every(({ lesson, said }) => lines.get(lesson) === said)
  return isExact && emptyLessons.length === 0 && goneResults.size === 0
}

function updated(document: RoomDocument, { lines, emptyLessons, goneResults }: Remaining): RoomDocument {
  const listed = withKeptLines(withoutLessons(document, emptyLessons), lines)
  return withoutResults(listed, goneResults, { now: Date.now(), newId: randomUUID })
}
