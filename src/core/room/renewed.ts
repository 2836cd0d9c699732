/** The default room after nobody has used it for long: its lesson is forgotten. Values in, values out. */
import type { Circumstances, RoomDocument } from './document'
import { keepsRowsNow, withoutRows } from './kept-rows'
import { firstHands } from './poll-document'
import { stoppedTickets } from './tickets'

/** Whether `renewed` would forget anything besides lines. */
export function hasForgettable(room: RoomDocument): boolean {
  const { poll, announcement, muted, removed, helpers, tickets, lessons, wall, resultsRev } = room
  const isKept = poll.posed || resultsRev > 0 || lessons.length > 0
  return (
    isKept ||
    keepsRowsNow(room) ||
    announcement !== null ||
    muted.length + removed.length + helpers.length + tickets.count > 0 ||
    wall.term !== null
  )
}

/**
 * The default room after nobody has used it for long: the lesson with its question, ballots, lines and names is
 * forgotten; whoever saves it drops all results. Prepared questions and settings stay.
 */
export function renewed(
  room: RoomDocument,
  about: Pick<Circumstances, 'now' | 'newId'> & { lastLine?: number },
): RoomDocument {
  return {
    ...room,
    usedAt: about.now,
    step: room.step + 1,
    poll: firstHands(about.newId(), about.now),
    next: 0,
    muted: [],
    removed: [],
    helpers: [],
    tickets: stoppedTickets(room.tickets),
    firstLine: Math.max(room.firstLine, (about.lastLine ?? 0) + 1),
    lessons: [],
    forgotten: room.forgotten + 1,
    announcement: null,
    ...withoutRows(room),
    lesson: room.lesson + 1,
    resultsRev: 0,
    shownAgain: [],
    undo: null,
    asks: { ...room.asks, up: null },
    panic: null,
    hiddenLines: [],
    wall: { ...room.wall, term: null, isPaused: false },
  }
}
