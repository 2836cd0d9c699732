/** The earlier lessons of a room: erased by its presenters. */
import type { Reply } from '../../core/protocol/replies'
import { refuse } from '../../core/protocol/refusals'
import { withoutResults } from '../../core/room/erased-results'
import { withoutLessons } from '../../core/room/lessons'
import { eraseAsks } from '../../store/erase-asks'
import type { Store } from '../../store/store'
import type { LiveRoom } from '../room/live-room'
import { randomUUID } from 'node:crypto'

export class Lessons {
  constructor(
    private readonly room: LiveRoom,
    private readonly store: Store,
  ) {}

  /** Erases the lines and the results of an earlier lesson, and takes it off the list. */
  async eraseLesson({ lesson }: { lesson: number }): Promise<Reply> {
    const { room, store } = this
    const archived = room.document.lessons.find(each => each.lesson === lesson)
    if (!archived) return refuse('no-such-lesson')
    const [from, to] = archived.lines
    // The list last: if the store fails before, the lesson is still listed, and can be erased again.
    if (from <= to) await store.eraseLines(room.code, { from, to })
    const gone = new Set((await store.results(room.code, { lesson })).map(({ id }) => id))
    await store.eraseResults(room.code, { lesson })
    await eraseAsks(store, room.code, ask => ask.lesson === lesson)
    const refusal = await room.change(document => ({
      ok: true,
      document: withoutResults(withoutLessons(document, [lesson]), gone, {
        now: Date.now(),
        newId: randomUUID,
      }),
    }))
    return refusal ?? { ok: true }
  }
}
