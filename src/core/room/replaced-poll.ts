/** When a command replaces the poll: records its result, and keeps what `undo` puts back for ten seconds. */
import isEqual from 'lodash/isEqual'
import type { Result } from '../protocol/results'
import type { Command } from '../protocol/presenter'
import { refuse } from '../protocol/refusals'
import { careAgain } from '../question-types/care'
import { typeOf, votersOf } from '../question-types/registry'
import { keptRound, votersIn } from '../question-types/rounds'
import type { ResultChange, ResultDraft } from '../poll/results'
import { lessonAgain } from './lessons'
import type { Circumstances, Decision, RoomDocument, Undo } from './document'
import type { PollDocument } from './poll-document'
import { shownResults } from './erased-results'
import { rowsPlace, withoutRows, withRows } from './kept-rows'
import { seenOf, withSeen } from './seen-results'
import { withTickets } from './tickets'

type RowsPlaces = NonNullable<ResultChange['dropRows']>

/** Milliseconds for which a command that replaced the poll is offered to be taken back. */
export const UNDO_MS = 10_000
/** Milliseconds after that in which it can still be taken back, because it may have been sent in time. */
export const UNDO_GRACE_MS = 2000

/** Replaces the poll by another one. */
export function replaced(
  room: RoomDocument,
  name: Command['name'],
  changes: Partial<RoomDocument> & Pick<RoomDocument, 'poll'>,
  about: Circumstances,
): Decision {
  const { poll, lesson, announcement, rowsKey, sharing } = room
  const isSameResult = changes.poll.resultId === poll.resultId
  // Cleared, what was voted makes a result of its own; the earlier rounds go on, and their rows with them.
  const draft = isSameResult && name !== 'clear' ? undefined : draftOf(poll, lesson, name, about)
  const record = draft && isSameResult ? { ...draft, id: about.newId() } : draft
  const undo: Undo = {
    name,
    at: about.now,
    until: about.now + UNDO_MS,
    poll: about.before ?? poll,
    next: room.next,
    lesson,
    firstLine: room.firstLine,
    announcement,
    rowsKey,
    rows: sharing.rows,
    result: record?.id ?? null,
    seen: name === 'showAgain' ? seenBefore(changes.poll, about) : [],
    shownAgain: room.shownAgain,
  }
  const kept = name === 'newLesson' ? { ...room, ...withoutRows(room) } : room
  return decided(
    {
      ...kept,
      ...(name === 'showAgain' && pointedBack(room, about)),
      ...changes,
      ...withRows(kept, withTickets(kept.tickets, changes.poll), about),
      undo,
    },
    about,
    { record, keepRows: rowsPlace(poll, record?.id ?? poll.resultId) },
  )
}

/** Takes the last such command back; what was voted since is recorded as a result. */
export function undone(room: RoomDocument, about: Circumstances): Decision {
  const { undo } = room
  if (!undo || !canUndo(undo, about.now)) return refuse('undo-over')
  const discarded = draftOf(room.poll, undo.lesson, 'undo', about)
  const { deadline } = undo.poll
  // No voter loses time.
  const poll = { ...undo.poll, deadline: deadline === null ? null : deadline + about.now - undo.at }
  const isLessonAgain = undo.name === 'newLesson'
  const restored: RoomDocument = {
    ...room,
    poll,
    next: Math.min(undo.next, room.prepared.length),
    ...lessonAgain(room, undo),
    announcement: isLessonAgain ? (room.announcement ?? undo.announcement) : room.announcement,
    rowsKey: isLessonAgain ? (undo.rowsKey ?? null) : room.rowsKey,
    sharing: isLessonAgain && undo.rows ? { ...room.sharing, rows: true } : room.sharing,
    shownAgain: undo.shownAgain,
    undo: null,
  }
  const record = discarded && { ...discarded, id: about.newId() }
  const asSeen = undo.seen.flatMap(seen => {
    const result = about.results?.find(({ id }) => id === seen.id)
    return result ? [withSeen(result, seen)] : []
  })
  return decided(restored, about, {
    record,
    drop: undo.result ?? undefined,
    keepRows: record && rowsPlace(room.poll, record.id),
    dropRows: rowsBefore(undo),
    correct: asSeen.length > 0 ? asSeen : undefined,
  })
}

/** The rows that the command kept; those of the rounds before stay with the poll that goes on. */
function rowsBefore({ poll, result }: Undo): RowsPlaces | undefined {
  const { resultId, round, rowsKey } = poll
  // They are with a result of their own, and go with it.
  const isApart = result !== null && result !== resultId
  return isApart || (rowsKey === null && round === 1) ? undefined : { id: resultId, from: round }
}

/** What was asked in the present lesson, the current question among it if a result stays of it. */
export function askedInLesson(
  { poll, lesson }: RoomDocument,
  about: Circumstances,
): Pick<Result, 'askedAt' | 'endedAt'>[] {
  const results = (about.results ?? []).filter(result => result.lesson === lesson)
  if (!draftOf(poll, lesson, 'newLesson', about)) return results
  // A document of an earlier version does not know when it was asked.
  const askedAt = poll.askedAt || (about.wallNow ?? about.now)
  return [...results, { askedAt, endedAt: askedAt }]
}

/** Whether it is still in time. */
export function canUndo({ at, until }: Undo, now: number): boolean {
  // Before it: the clock was set back, and says nothing.
  return now >= at - UNDO_GRACE_MS && now <= until + UNDO_GRACE_MS
}

function decided(
  document: RoomDocument,
  about: Circumstances,
  {
    correct,
    ...results
  }: {
    record: ResultDraft | undefined
    drop?: string | undefined
    correct?: Result[] | undefined
  } & Pick<ResultChange, 'keepRows' | 'dropRows'>,
): Decision {
  const { record, drop, keepRows, dropRows } = results
  const isListed = record !== undefined || drop !== undefined || correct !== undefined
  const isChanged = isListed || keepRows !== undefined || dropRows !== undefined
  const next: RoomDocument = {
    ...document,
    step: document.step + 1,
    usedAt: about.wallNow ?? about.now,
    resultsRev: document.resultsRev + (isListed ? 1 : 0),
  }
  if (!isChanged) return { ok: true, document: next }
  return { ok: true, document: next, results: { ...results, ...(correct ? { correct } : {}) } }
}

/** The result of a poll that is replaced; undefined: nothing stays of it. */
function draftOf(
  poll: PollDocument,
  lesson: number,
  name: Command['name'],
  about: Circumstances,
): ResultDraft | undefined {
  if (poll.past) return undefined
  const { question, posed, askedAt, earlier, resultId, care } = poll
  const isBallot = question.kind === 'ballot'
  const rounds = isBallot ? earlier : [...earlier, poll.final ?? keptRound(question, about.tally)]
  // Where the earlier rounds go on with the poll that follows, only the last one makes a result.
  const goesOn = name === 'clear' || name === 'undo'
  const hasVotes = (goesOn ? rounds.slice(earlier.length) : rounds).some(
    round => votersIn(question, round) > 0,
  )
  // Of a question that was hardly asked nothing stays, unless somebody has voted.
  const isBrief = goesOn || (name === 'showAgain' && poll.state === 'open')
  const needsVotes = !hasVotes && (isBrief || !posed)
  if (needsVotes && !isBallot) return undefined
  return {
    id: resultId,
    lesson,
    askedAt,
    endedAt: about.wallNow ?? about.now,
    question,
    posed,
    rounds,
    ...(typeOf(question).isBounded ? {} : { care: { ...careAgain(care), highlighted: care.highlighted } }),
    ...(poll.turnout ?? about.turnout ?? { voted: 0, present: 0 }),
    needsVotes,
    ...seenOf(poll),
    pollIds: [...poll.roundIds, poll.pollId],
  }
}

function seenBefore(poll: PollDocument, { results = [] }: Circumstances): Undo['seen'] {
  const ids = shownResults(poll)
  return results
    .filter(({ id }) => ids.includes(id))
    .map(({ id, shown = false, shownRounds, revealed = false, frozen }) => ({
      id,
      shown,
      revealed,
      ...(shownRounds ? { shownRounds } : {}),
      ...(frozen ? { frozen } : {}),
    }))
}

/** Leaving an open question of the list for a result, before anybody has voted, does not count as having asked it. */
function pointedBack({ poll, prepared, next }: RoomDocument, { tally }: Circumstances): { next?: number } {
  const isUnanswered = poll.state === 'open' && poll.round === 1 && votersOf(poll.question, tally) === 0
  return isUnanswered && next > 0 && isEqual(prepared[next - 1], poll.question) ? { next: next - 1 } : {}
}
