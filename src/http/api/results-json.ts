/**
 * The results of a lesson as the API answers them, and the page `/results`: all for presenters; for whoever voted what
 * was shown, with what is right only if it was revealed.
 */
import { DEFAULT_ROOM } from '../../core/room/codes'
import type { Result } from '../../core/protocol/results'
import type { RoomDocument } from '../../core/room/document'
import { keepsRowsNow } from '../../core/room/kept-rows'
import { lessonEntries } from '../../core/room/lessons'
import { pollIdsOf } from '../../core/room/seen-results'
import { toldAsks } from './asks/told'
import { HOUSE, type DrivenRoom } from './driven-room'
import { eachInTurn, earlierPoll, pollThatIsUp, timeOf } from './poll-json'
import type { PollJson, ResultJson, ResultsJson } from './poll-schemas'

/** What was shown of the present lesson: a whole class asks for it in one moment, and it is made once for all. */
interface Made {
  basis: string
  results: Promise<ResultJson[]>
}
const made = new WeakMap<DrivenRoom, Made>()

/** The results of a lesson; without a key only what was shown. */
export async function resultsJson(
  code: string,
  room: DrivenRoom,
  isPresenter: boolean,
  lesson: number,
): Promise<ResultsJson> {
  const results = await resultsOf(room, isPresenter, lesson)
  const { document } = room
  const { page, files } = document.sharing
  const about = {
    code: code === DEFAULT_ROOM ? HOUSE : code,
    name: document.roomName,
    lesson,
    isPublic: page,
    isAll: isPresenter,
    files,
    rowsKept: lesson === document.lesson && keepsRowsNow(document),
  }
  // For presenters, too, what everybody saw: it is a report.
  const asks = await toldAsks(room, { lesson, isPresenter: false })
  return { ...about, asks, ...(isPresenter ? { lessons: lessonsOf(document) } : {}), results }
}

/** Those of earlier lessons that the present one was shown: whoever was here looks for them. */
export async function resultsShownAgain(room: DrivenRoom): Promise<Result[]> {
  const { shownAgain, lesson } = room.document
  const results = shownAgain.length > 0 ? await room.results({ ids: shownAgain }) : []
  return results.filter(result => result.lesson !== lesson)
}

async function resultsOf(room: DrivenRoom, isPresenter: boolean, lesson: number): Promise<ResultJson[]> {
  const { poll: up } = room.document
  const all = await (isPresenter ? recorded(room, lesson, isPresenter) : shownResults(room, lesson))
  // What is up may have been put back by "undo"; shown again, it is among the recorded ones.
  const isListed = up.past !== null || lesson !== room.document.lesson
  const earlier = all.filter(({ id }) => isListed || id !== up.resultId)
  if (isListed) return earlier
  const present = await presentResult(room, isPresenter)
  // Another poll has been put in its place meanwhile: it would be in neither part.
  if (room.document.poll.pollId !== up.pollId) return resultsOf(room, isPresenter, lesson)
  return present ? [...earlier, present] : earlier
}

/** The poll that is up; undefined: it is not shown, or nothing would stay of it. */
async function presentResult(room: DrivenRoom, isPresenter: boolean): Promise<ResultJson | undefined> {
  const { roundIds, pollId } = room.document.poll
  const poll = await pollThatIsUp(room, isPresenter)
  if (!isPresenter && !poll.shown) return undefined
  if (!poll.posed && poll.turnout.voted === 0) return undefined
  return { ...poll, pollIds: idsOf(poll, [...roundIds, pollId]) }
}

function shownResults(room: DrivenRoom, lesson: number): Promise<ResultJson[]> {
  const { resultsRev, shownAgain, blockedWords, poll } = room.document
  const basis = JSON.stringify([lesson, resultsRev, shownAgain, blockedWords, poll.past?.id])
  let known = made.get(room)
  if (known?.basis !== basis) {
    const results = recorded(room, lesson, false)
    made.set(room, (known = { basis, results }))
    results.catch(() => made.delete(room))
  }
  return known.results
}

async function recorded(room: DrivenRoom, lesson: number, isPresenter: boolean): Promise<ResultJson[]> {
  const results = await room.results({ lesson })
  if (!isPresenter) results.push(...(await resultsShownAgain(room)))
  const seen = results.filter(({ shown }) => isPresenter || shown)
  return eachInTurn(seen, result => resultJson(room.document, result, isPresenter))
}

function resultJson(document: RoomDocument, result: Result, isPresenter: boolean): ResultJson {
  const { shown = false, revealed = false } = result
  const poll = earlierPoll(document, result, isPresenter)
  return { ...poll, shown, revealed, pollIds: idsOf(poll, pollIdsOf(result)) }
}

/** The polls of those rounds that are told. */
function idsOf({ rounds }: PollJson, ids: readonly string[]): string[] {
  return rounds.map(({ round }) => ids[round - 1] ?? '')
}

function lessonsOf(document: RoomDocument) {
  return lessonEntries(document).map(({ lesson, startedAt, endedAt, questions }) => ({
    lesson,
    startedAt: timeOf(startedAt),
    endedAt: timeOf(endedAt),
    questions,
  }))
}
