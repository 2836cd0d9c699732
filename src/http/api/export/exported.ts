/**
 * What of a room goes into files: for presenters all that was asked, for everybody else only what the room has been
 * shown, with what is right only where it was revealed.
 */
import { careFor } from '../../../answer-care'
import type { LessonPoll } from '../../../core/poll/lesson-table'
import type { Result } from '../../../core/protocol/results'
import { votersIn, wholeRound, type Round } from '../../../core/question-types/rounds'
import type { Tally } from '../../../core/question-types/question-type'
import type { RoomDocument } from '../../../core/room/document'
import type { DrivenRoom } from '../driven-room'
import { pollIdOf, toldQuestion } from '../poll-json'
import { resultsShownAgain } from '../results-json'
import { roundsOfPoll, roundsOfResult, turnoutTold, type ToldRound } from '../told-rounds'

export interface ExportedPoll extends LessonPoll {
  posed: boolean
  /** Milliseconds since 1970; null: it is up. */
  endedAt: number | null
  /** How many have voted in the last round. */
  voted: number
}

/** The questions of a lesson, the oldest first; that which is up is the last one of the present lesson. */
export async function exportedLesson(
  room: DrivenRoom,
  lesson: number,
  isPresenter: boolean,
): Promise<ExportedPoll[]> {
  const { document } = room
  const { poll } = document
  const results = await room.results({ lesson })
  const hasUp = lesson === document.lesson && !poll.past
  // What is up may have been put back by "undo".
  const earlier = results.filter(({ id }) => !hasUp || id !== poll.resultId)
  const again = isPresenter ? [] : await resultsShownAgain(room)
  const [exported, exportedAgain] = [earlier, again].map(results =>
    results.flatMap(result => ofResult(document, result, isPresenter) ?? []),
  ) as [ExportedPoll[], ExportedPoll[]]
  if (!hasUp) return [...exported, ...exportedAgain]
  const tally = await room.recordedTally()
  // Another poll has been put in its place meanwhile: it would be in neither part.
  if (room.document.poll.pollId !== poll.pollId) return exportedLesson(room, lesson, isPresenter)
  const up = ofPoll(room, tally, isPresenter)
  // Nothing stays of a free show of hands in which nobody raised one.
  const isAsked = up && (up.posed || up.rounds.some(round => votersIn(up.question, round) > 0))
  return [...exported, ...(isAsked ? [up] : []), ...exportedAgain]
}

/** One of them; undefined: there is none with this id, or it is not for whoever asks. */
export async function exportedPoll(
  room: DrivenRoom,
  id: string,
  isPresenter: boolean,
): Promise<ExportedPoll | undefined> {
  const { poll } = room.document
  if (pollIdOf(poll) === id && !poll.past) {
    const tally = await room.recordedTally()
    if (room.document.poll.pollId !== poll.pollId) return exportedPoll(room, id, isPresenter)
    return ofPoll(room, tally, isPresenter)
  }
  const [result] = await room.results({ ids: [id] })
  return result && ofResult(room.document, result, isPresenter)
}

/** The poll that is up as whoever asks may see it; undefined: nothing of it is shown. @param last its last round */
export function toldPoll(
  document: RoomDocument,
  last: Round,
  isPresenter: boolean,
): Pick<ExportedPoll, 'question' | 'rounds' | 'numbers' | 'care'> | undefined {
  const { poll } = document
  if (!isPresenter && !poll.shown) return undefined
  const { question, care, revealed } = poll
  return {
    question: toldQuestion(question, isPresenter || revealed),
    ...tableRounds(roundsOfPoll(poll, last, isPresenter)),
    care: careFor(document, question, care),
  }
}

/** @param tally of the last round, as it is recorded */
function ofPoll(
  { document, turnout }: DrivenRoom,
  tally: Tally,
  isPresenter: boolean,
): ExportedPoll | undefined {
  const { poll } = document
  const { question, posed, askedAt, state } = poll
  const told = toldPoll(document, wholeRound(question, tally), isPresenter)
  if (!told) return undefined
  const present = (state === 'closed' ? (poll.turnout ?? turnout) : turnout).present
  return {
    id: pollIdOf(poll),
    ...told,
    posed,
    askedAt,
    endedAt: null,
    voted: votersIn(question, told.rounds[told.rounds.length - 1]!),
    present,
  }
}

function ofResult(document: RoomDocument, result: Result, isPresenter: boolean): ExportedPoll | undefined {
  const { id, question, care, posed, askedAt, endedAt, lesson, shown, revealed } = result
  const isOfToday = lesson === document.lesson || document.shownAgain.includes(id)
  if (!isPresenter && (!shown || !isOfToday)) return undefined
  const told = roundsOfResult(result, isPresenter)
  return {
    id,
    question: toldQuestion(question, isPresenter || revealed === true),
    ...tableRounds(told),
    care: careFor(document, question, care),
    posed,
    askedAt,
    endedAt,
    ...turnoutTold(result, told),
  }
}

function tableRounds(told: readonly ToldRound[]): Pick<ExportedPoll, 'rounds' | 'numbers'> {
  return { rounds: told.map(({ round }) => round), numbers: told.map(({ number }) => number) }
}
