/**
 * The lessons of a room: what a new one keeps of the one before, and which are listed. Values in, values out.
 */
import type { LessonEntry } from '../protocol/presenter'

/** Lessons that a room lists; the oldest leave the list. */
const MAX_LESSONS = 200

/** A lesson that has ended. */
export interface ArchivedLesson extends Omit<LessonEntry, 'lines'> {
  /** The numbers of its first and its last line; the last is smaller than the first if there is none. */
  lines: [from: number, to: number]
  /** How many lines of it are kept, without deleted ones. */
  said: number
}

/** What was said in the present lesson. */
export interface LessonLines {
  /** Number of the newest line ever said in the room; 0: there was none. */
  last: number
  /** Without deleted lines. */
  said: number
  /** When the first and the last of them were said, and the audience asked, in milliseconds since 1970. */
  times: number[]
}

/** What of a room's document is about lessons. */
export interface Lessons {
  /** Grows with every new lesson, which archives the one before. */
  lesson: number
  /** Number of the first line of the present lesson: the chat reaches no further back. */
  firstLine: number
  /** The earlier lessons of which something is kept, the oldest first. */
  lessons: ArchivedLesson[]
}

/**
 * What a new lesson changes: it archives the present one, unless nothing was asked or said in it.
 * @param questions what was asked in the present lesson
 */
export function nextLesson(
  { lesson, firstLine, lessons }: Lessons,
  { last, said, times }: LessonLines = { last: 0, said: 0, times: [] },
  questions: readonly { askedAt: number; endedAt: number }[],
): Lessons {
  const next = { lesson: lesson + 1, firstLine: Math.max(firstLine, last + 1), lessons }
  // Not the present moment: a lesson is often ended when the next one begins.
  const active = [...times, ...questions.flatMap(({ askedAt, endedAt }) => [askedAt, endedAt])]
  if (active.length === 0) return next
  const archived: ArchivedLesson = {
    lesson,
    startedAt: Math.min(...active),
    endedAt: Math.max(...active),
    questions: questions.length,
    lines: [firstLine, next.firstLine - 1],
    said,
  }
  return { ...next, lessons: [...lessons, archived].slice(-MAX_LESSONS) }
}

/** The lesson as it goes on when the new one is taken back. */
export function lessonAgain({ lessons }: Lessons, { lesson, firstLine }: Omit<Lessons, 'lessons'>): Lessons {
  return { lesson, firstLine, lessons: lessons.filter(archived => archived.lesson !== lesson) }
}

/** The document without these lessons in its list, and without what was said in them. */
export function withoutLessons<
  R extends Lessons & {
    undo: { lesson: number } | null
    removed: readonly { said?: { lesson: number; text: string } }[]
  },
>(room: R, gone: readonly number[]): R {
  const isGone = (lesson: number) => lesson !== room.lesson && gone.includes(lesson)
  const lessons = room.lessons.filter(({ lesson }) => !isGone(lesson))
  // A new lesson cannot be taken back once the one before is erased.
  const removed = room.removed.map(person =>
    person.said && isGone(person.said.lesson) ? { ...person, said: { ...person.said, text: '' } } : person,
  )
  return { ...room, lessons, removed, undo: room.undo && isGone(room.undo.lesson) ? null : room.undo }
}

/** The document with how many lines of each lesson are kept now. */
export function withKeptLines<R extends Lessons>(room: R, kept: ReadonlyMap<number, number>): R {
  const lessons = room.lessons.map(each => ({ ...each, said: kept.get(each.lesson) ?? each.said }))
  return { ...room, lessons }
}

/** The document for a store that has lost all lines and results: numbers begin at 1 again. */
export function withoutArchive<R extends Lessons & { hiddenLines: readonly unknown[] }>(room: R): R {
  return { ...room, firstLine: 1, lessons: [], hiddenLines: [] }
}

/** The list as presenters see it. */
export function lessonEntries({ lessons }: Lessons): LessonEntry[] {
  return lessons.map(({ lines: _range, said: lines, ...entry }) => ({ ...entry, lines }))
}
