/** A room and its prepared questions as the API answers them. */
import { questionToJson } from '../../core/import/json-shape'
import { DEFAULT_ROOM } from '../../core/room/codes'
import type { RoomDocument } from '../../core/room/document'
import { nextCommand } from '../../core/room/next-and-back'
import { HOUSE, type DrivenRoom } from './driven-room'
import { pollIdOf } from './poll-json'
import type { RoomJson } from './schemas'

/** What is up in a room; what a presenter's page needs besides only for presenters. */
export function roomJson(code: string, room: DrivenRoom, isPresenter: boolean): RoomJson {
  const { document } = room
  const { poll } = document
  const { voted, present } = room.turnout
  const seen: RoomJson = {
    code: code === DEFAULT_ROOM ? HOUSE : code,
    name: document.roomName,
    pollId: pollIdOf(poll),
    state: poll.state,
    shown: poll.shown,
    revealed: poll.revealed,
    round: poll.round,
    stage: poll.stage,
    turnout: poll.turnout && poll.state === 'closed' ? { ...poll.turnout } : { voted, present },
  }
  if (!isPresenter) return seen
  return {
    ...seen,
    step: document.step,
    lesson: document.lesson,
    questions: document.prepared.length,
    nextQuestion: idAt(document, document.next),
    upcoming: nextCommand(document)?.name ?? null,
  }
}

/** The prepared questions with their ids. */
export function questionsJson(document: RoomDocument) {
  return {
    questions: document.prepared.map((question, place) => ({
      id: idAt(document, place)!,
      ...questionToJson(question),
    })),
    next: idAt(document, document.next),
  }
}

/** Where the prepared question with this id stands; -1: there is none. */
export function placeOf({ preparedIds }: RoomDocument, id: string): number {
  return preparedIds.findIndex(each => String(each) === id)
}

function idAt({ preparedIds }: RoomDocument, place: number): string | null {
  const id = preparedIds[place]
  return id === undefined ? null : String(id)
}
