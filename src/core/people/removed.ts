/** The people whom the crew has removed from a room, and by what they are known again. Values in, values out. */
import isEqual from 'lodash/isEqual'
import { refuse } from '../protocol/refusals'
import type { RemovedEntry } from '../protocol/presenter'
import type { Decision, Removed, RoomDocument, Said } from '../room/document'

/** People removed from one room. */
export const MAX_REMOVED = 200
/** Tabs and further browser ids by which one of them is known again. */
export const MAX_MARKS = 8
/** Bytes, as JSON, that are kept of what somebody was removed for. */
export const MAX_SAID_BYTES = 120

/** By what somebody who comes, or is here, may be known as removed. */
export interface Traces {
  marks: readonly string[]
  /** Whether this person is the author. */
  hasSaid: (said: Said) => boolean
}

/**
 * Removes somebody from the room. Who was removed for what was said without a name is removed for anything else, too:
 * a refusal would tell who it is.
 */
export function withRemoved(room: RoomDocument, { marks, ...person }: Removed): Decision {
  if (room.removed.some(other => isSame(other, person))) return refuse('already-so')
  if (room.removed.length >= MAX_REMOVED) return refuse('too-many-removed')
  const removed = [...room.removed, { ...person, marks: marks.slice(0, MAX_MARKS) }]
  return { ok: true, document: { ...room, removed } }
}

function isSame(one: Omit<Removed, 'marks'>, other: Omit<Removed, 'marks'>): boolean {
  return one.id === other.id || (one.said !== undefined && isEqual(one.said, other.said))
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

/** Everybody of the removed who may be this person: somebody may have been removed more than once. */
export function removedBy(removed: readonly Removed[], { marks, hasSaid }: Traces): Removed[] {
  return removed.filter(({ id, marks: known, said }) => {
    if (marks.some(mark => mark === id || known.includes(mark))) return true
    // An author who was here since is known by marks.
    return said !== undefined && known.length === 0 && hasSaid(said)
  })
}

/** The removed people as the crew is told of them. */
export function removedPeople({ removed }: Pick<RoomDocument, 'removed'>): RemovedEntry[] {
  return removed.map(({ id, name, at, said }) => ({
    id,
    name,
    at,
    ...(said && { said: { kind: said.kind, text: said.text } }),
  }))
}
