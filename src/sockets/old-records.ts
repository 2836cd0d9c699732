/**
 * Erases lines and results that are older than ROOM_DAYS, also in rooms that are in use, and takes lessons off the lists
 * of which nothing is kept any more.
 */
import { oldUpTo, withoutOldMarks, type Ages, type Numbered } from '../core/room/ages'
import { withoutLessons, type ArchivedLesson } from '../core/room/lessons'
import type { Store } from '../store/store'
import type { Membership } from './room/membership'

export interface OldRecordsParts {
  store: Store
  rooms: Membership
  /** ROOM_DAYS. */
  days: number
}

export class OldRecords {
  /** Rooms of which something was erased. */
  private readonly thinned: Record<Numbered, Set<string>> = { lines: new Set(), results: new Set() }

  constructor(private readonly parts: OldRecordsParts) {}

  /**
   * Erases them in all rooms, and returns the ages without their marks.
   * @param erased is added how many there were
   */
  async erase(ages: Ages, erased: Record<Numbered, number>): Promise<Ages> {
    const { store, days } = this.parts
    for (const code of Object.keys(ages.rooms))
      for (const what of ['lines', 'results'] as const) {
        const upTo = oldUpTo(ages, code, what, days)
        if (upTo === 0) continue
        const erase = what === 'lines' ? store.eraseLines(code, { upTo }) : store.eraseResults(code, { upTo })
        erased[what] += await erase
        this.thinned[what].add(code)
        ages = withoutOldMarks(ages, code, what, upTo)
      }
    return ages
  }

  /** Also has every node read the results again where some were erased. */
  async dropEmptyLessons(): Promise<void> {
    const { store, rooms } = this.parts
    const { lines, results } = this.thinned
    for (const code of new Set([...lines, ...results])) {
      const kept = await store.loadRoom(code)
      const gone = kept ? await emptyLessons(store, code, kept.document.lessons) : []
      if (gone.length === 0 && !results.has(code)) continue
      const room = await rooms.live.find(code)
      await room?.change(document => ({ ok: true, document: withoutLessons(document, gone) }))
    }
  }
}

/** The numbers of the lessons of which nothing is kept. */
async function emptyLessons(
  store: Store,
  code: string,
  lessons: readonly ArchivedLesson[],
): Promise<number[]> {
  const asked = new Set((await store.results(code)).map(({ lesson }) => lesson))
  const gone: number[] = []
  for (const { lesson, lines: span } of lessons) {
    const [from, to] = span
    if (!asked.has(lesson) && (await store.countLines(code, { from, to })) === 0) gone.push(lesson)
  }
  return gone
}
