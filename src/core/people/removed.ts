/** The people whom the crew has removed from a room, and by what they are known again. Values in, values out. */
import { refuse } from '../protocol/refusals'
import type { Decision, Removed, RoomDocument } from '../room/document'

/** People removed from one room. */
export const MAX_REMOVED = 200
/** Tabs and further browser ids by which one of them is known again. */
export const MAX_MARKS = 8

/** Removes somebody from the room. */
export function withRemoved(room: RoomDocument, { marks, ...person }: Removed): Decision {
  if (room.removed.some(({ id }) => id === person.id)) return refuse('already-so')
  if (room.removed.length >= MAX_REMOVED) return refuse('too-many-removed')
  const removed = [...room.removed, { ...person, marks: marks.slice(0, MAX_MARKS) }]
  return { ok: true, document: { ...room, removed } }
}

/** Lets somebody who was removed come again. */
export function withoutRemoved(room: RoomDocument, id: string): Decision {
  const removed = room.removed.filter(person => person.id !== id)
  return removed.length === room.removed.length
    ? refuse('already-so')
    : { ok: true, document: { ...room, removed } }
}

/** Knows somebody who was removed by these marks, too, as far as there is space for them. */
export function withMarks(room: RoomDocument, id: string, marks: readonly string[]): Decision {
  const person = room.removed.find(removed => removed.id === id)
  if (!person) return refuse('already-so')
  const news = newMarks(person, marks)
  if (news.length === 0) return refuse('already-so')
  const known = { ...person, marks: [...person.marks, ...news] }
  const removed = room.removed.map(other => (other === person ? known : other))
  return { ok: true, document: { ...room, removed } }
}

/** Those of these marks by which somebody is not known yet, and for which there is space. */
export function newMarks({ id, marks: known }: Removed, marks: readonly string[]): string[] {
  const news = new Set(marks.filter(mark => mark !== id && !known.includes(mark)))
  return [...news].slice(0, MAX_MARKS - known.length)
}

/** The removed person to whom one of these marks belongs. */
export function removedBy(removed: readonly Removed[], marks: readonly string[]): Removed | undefined {
  return removed.find(({ id, marks: known }) => marks.some(mark => mark === id || known.includes(mark)))
}

/** The removed people as the crew is told of them. */
export function removedPeople({ removed }: Pick<RoomDocument, 'removed'>): Omit<Removed, 'marks'>[] {
  return removed.map(({ id, name, at }) => ({ id, name, at }))
}
