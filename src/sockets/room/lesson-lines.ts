/** Reads what was said in the present lesson of a room, and when somebody asked, for its archive. */
import type { LessonLines } from '../../core/room/lessons'
import type { Store } from '../../store/store'
import type { LiveRoom } from './live-room'

/** Numbers that are looked through at a time for the first line. */
const NUMBERS_PER_READ = 100

/** Reads it as it is now: a line that is said meanwhile belongs to the lesson that follows. */
export async function readLessonLines(
  { code, document }: Pick<LiveRoom, 'code' | 'document'>,
  store: Store,
): Promise<LessonLines> {
  const { first, last } = await store.extent(code)
  const from = Math.max(first, document.firstLine)
  const said = await store.countLines(code, { from, to: last })
  const { asks } = await store.asks(code)
  const asked = asks.filter(({ lesson }) => lesson === document.lesson).map(({ at }) => at)
  if (said === 0) return { last, said, times: asked }
  const [newest] = await store.lines(code, { limit: 1, after: from - 1, before: last + 1 })
  const oldest = await timeOfFirst(store, code, from, last)
  return { last, said, times: [...oldest, ...(newest ? [newest.at] : []), ...asked] }
}

async function timeOfFirst(store: Store, code: string, from: number, last: number): Promise<number[]> {
  for (let seq = from; seq <= last; seq += NUMBERS_PER_READ) {
    const range = { limit: NUMBERS_PER_READ, after: seq - 1, before: seq + NUMBERS_PER_READ }
    const [oldest] = await store.lines(code, range)
    if (oldest) return [oldest.at]
  }
  return []
}
