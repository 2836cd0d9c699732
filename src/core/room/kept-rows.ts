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

/** What everybody is told when it is switched on, and when a lesson begins while it is. */
export const ROWS_NOTICE =
  'From now on it is kept which answers are from the same person in this lesson. No name is kept with them, and no ' +
  'device; only the presenter gets them.'

type Moment = Pick<Circumstances, 'now' | 'wallNow' | 'newId'>

/** The poll as it takes ballots, and the secret of its lesson from now on. */
export function withRows(
  { sharing, rowsKey: before, usedAt }: RoomDocument,
  poll: PollDocument,
  isNewLesson: boolean,
  { now, wallNow = now, newId }: Moment,
): Pick<RoomDocument, 'poll' | 'rowsKey'> {
  const isOver = isNewLesson || wallNow - usedAt > MAX_PAUSE_MS
  const rowsKey = isOver ? null : before
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
export function withSharing(room: RoomDocument, settings: Partial<Sharing>, about: Moment): RoomDocument {
  const sharing = { ...room.sharing, ...settings }
  if (sharing.rows === room.sharing.rows) return { ...room, sharing }
  if (sharing.rows) return { ...room, sharing, announcement: rowsNotice(about) }
  const without = (poll: PollDocument): PollDocument => ({ ...poll, keepsRows: false })
  const { undo } = room
  return { ...room, sharing, poll: without(room.poll), undo: undo && { ...undo, poll: without(undo.poll) } }
}

/** The notice as an announcement. */
export function rowsNotice({ now, wallNow = now, newId }: Moment): Announcement {
  return { id: newId(), text: ROWS_NOTICE, at: wallNow, since: now }
}
