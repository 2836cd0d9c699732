/**
 * Joint rows: which answers one person gave in a lesson, without who it was. They are kept only of questions that were
 * asked while the room had it switched on. The ballots of these are under ids that are keyed by a secret of the lesson,
 * which goes with the lesson: then no row can be traced to a browser, and no row be joined with one of another lesson.
 */
import type { Announcement } from '../protocol/chat'
import type { Sharing } from '../protocol/presenter'
import type { RowsPlace } from '../poll/rows'
import type { Circumstances, RoomDocument } from './document'
import type { PollDocument } from './poll-document'

/** Milliseconds without a command after which a room has another secret, although its lesson was not ended. */
const MAX_PAUSE_MS = 12 * 3600 * 1000

/** What everybody is told as long as it is switched on. */
export const ROWS_NOTICE =
  'In this lesson it is kept which answers are from the same person, without a name and without a device. ' +
  'Only the presenter gets them. Whoever does not vote is not among them.'

type Clock = Pick<Circumstances, 'now' | 'wallNow'>

/** The poll as it takes ballots, and the secret of its lesson from now on. */
export function withRows(
  { sharing, rowsKey }: Pick<RoomDocument, 'sharing' | 'rowsKey'>,
  poll: PollDocument,
  { newId }: Pick<Circumstances, 'newId'>,
): Pick<RoomDocument, 'poll' | 'rowsKey'> {
  // Hands belong to connections, not to browsers: nothing joins them.
  if (!sharing.rows || poll.question.kind !== 'ballot' || poll.past) return { poll, rowsKey }
  const key = rowsKey ?? newId() + newId()
  return { poll: { ...poll, rowsKey: key, keepsRows: true }, rowsKey: key }
}

/** Where the rows of this poll are kept once it is replaced; undefined: none are. `id`: of its result. */
export function rowsPlace({ keepsRows, past, round }: PollDocument, id: string): RowsPlace | undefined {
  return keepsRows && !past ? { id, round } : undefined
}

/**
 * The room with other settings. Switched off, nothing is kept of the question that is up, either, even if it is switched
 * on again: people vote on what they were told.
 */
export function withSharing(
  room: RoomDocument,
  settings: Partial<Sharing>,
  { now, wallNow = now }: Clock,
): RoomDocument {
  const sharing = { ...room.sharing, ...settings }
  if (sharing.rows === room.sharing.rows) return { ...room, sharing }
  if (sharing.rows) return { ...room, sharing, rowsSince: wallNow }
  const without = (poll: PollDocument): PollDocument => ({ ...poll, keepsRows: false })
  const undo = room.undo && { ...room.undo, poll: without(room.undo.poll), rows: false }
  return { ...room, sharing, poll: without(room.poll), undo }
}

/** What does not outlive a lesson: other people may be in the next one, for whom it has to be switched on again. */
export function withoutRows({ sharing }: RoomDocument): Pick<RoomDocument, 'sharing' | 'rowsKey'> {
  return { sharing: { ...sharing, rows: false }, rowsKey: null }
}

/**
 * The room when a command comes: after a long pause there may be other people, although the lesson was not ended. Their
 * rows are not joined with the earlier ones, and they are told again. It stays on: a presenter may have prepared it.
 */
export function afterPause<R extends RoomDocument>(room: R, { now, wallNow = now }: Clock): R {
  if (wallNow - room.usedAt <= MAX_PAUSE_MS) return room
  return { ...room, rowsKey: null, ...(room.sharing.rows ? { rowsSince: wallNow } : {}) }
}

/** Whether joint rows are kept in the present lesson, of what was asked or of what is asked from now on. */
export function keepsRowsNow({ sharing, rowsKey }: Pick<RoomDocument, 'sharing' | 'rowsKey'>): boolean {
  return sharing.rows || rowsKey !== null
}

/** What everybody is told, as an announcement that lasts as long as it is so; null: it is switched off. */
export function rowsNotice(
  { sharing, rowsSince }: Pick<RoomDocument, 'sharing' | 'rowsSince'>,
  now: number,
): Announcement | null {
  // Another id is another notice to a page, which a person may have dismissed.
  return sharing.rows ? { id: `rows-${rowsSince}`, text: ROWS_NOTICE, at: rowsSince, since: now } : null
}
