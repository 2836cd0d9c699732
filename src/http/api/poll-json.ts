/**
 * Polls as the API answers them. Presenters see all of it; whoever has no key sees what the audience sees: no tally
 * while results are hidden, nothing of what is right before its reveal, no answer that is hidden or waits.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { careFor } from '../../answer-care'
import { questionToJson } from '../../core/import/json-shape'
import type { Question } from '../../core/protocol/poll'
import type { Result } from '../../core/protocol/results'
import { roundFigures, type Seen } from '../../core/import/round-json'
import type { Tally } from '../../core/question-types/question-type'
import { tallyOf } from '../../core/question-types/rounds'
import type { RoomDocument } from '../../core/room/document'
import type { PollDocument } from '../../core/room/poll-document'
import type { DrivenRoom } from './driven-room'
import type { PollJson } from './poll-schemas'
import { shared } from './shared-work'
import { roundsOfPoll, roundsOfResult, turnoutTold, type ToldRound } from './told-rounds'

/** The id of a poll for programs: that of its result, so all rounds of a question have the same. */
export function pollIdOf({ past, resultId }: PollDocument): string {
  return past?.id ?? resultId
}

/** The poll that is up, with this tally of its last round. */
export function presentPoll(room: DrivenRoom, tally: Tally, isPresenter: boolean): PollJson {
  const { document } = room
  const { poll } = document
  const { question, revealed } = poll
  const isRevealed = isPresenter || revealed
  const rounds = roundsOfPoll(poll, [...tally], isPresenter)
  const seen: Seen = { audience: 'screen', care: careFor(document, question, poll.care), isRevealed }
  const { voted, present } = poll.state === 'closed' ? (poll.turnout ?? room.turnout) : room.turnout
  return {
    ...stateOf(poll),
    id: pollIdOf(poll),
    question: questionToJson(toldQuestion(question, isRevealed)) as PollJson['question'],
    posed: poll.posed,
    lesson: document.lesson,
    askedAt: timeOf(poll.askedAt),
    endedAt: null,
    rounds: rounds.map(each => roundJson(question, each, seen)),
    turnout: { voted, present },
  }
}

/** An earlier poll; for whoever has no key what is right only if it was revealed, and no tally that was not shown. */
export function earlierPoll(document: RoomDocument, result: Result, isPresenter = true): PollJson {
  const { id, question, posed, lesson, askedAt, endedAt } = result
  const isRevealed = isPresenter || result.revealed === true
  const seen: Seen = { audience: 'screen', care: careFor(document, question, result.care), isRevealed }
  const rounds = roundsOfResult(result, isPresenter)
  const isUp = document.poll.past?.id === id
  return {
    ...(isUp ? stateOf(document.poll) : { isUp, state: 'closed', shown: false, revealed: false }),
    id,
    question: questionToJson(toldQuestion(question, isRevealed)) as PollJson['question'],
    posed,
    lesson,
    askedAt: timeOf(askedAt),
    endedAt: timeOf(endedAt),
    rounds: rounds.map(each => roundJson(question, each, seen)),
    turnout: turnoutTold(result, rounds),
  }
}

/** The polls of a lesson for presenters, the oldest first; that which is up is the last one of the present lesson. */
export async function pollsOf(room: DrivenRoom, lesson = room.document.lesson): Promise<PollJson[]> {
  const { document } = room
  const results = await room.results({ lesson })
  const up = document.poll
  const isListed = up.past !== null || lesson !== document.lesson
  // What is up may have been put back by "undo".
  const earlier = results.filter(({ id }) => isListed || id !== up.resultId)
  const polls = await eachInTurn(earlier, result => earlierPoll(document, result))
  if (isListed) return polls
  const present = await pollThatIsUp(room, true)
  // Another poll has been put in its place meanwhile: it would be in neither part.
  return room.document.poll.pollId === up.pollId ? [...polls, present] : pollsOf(room, lesson)
}

/** The poll that is up, with the tally that is recorded of it. */
export async function pollThatIsUp(room: DrivenRoom, isPresenter: boolean): Promise<PollJson> {
  const { pollId } = room.document.poll
  const tally = await room.recordedTally()
  // The tally of one poll must never go out as that of another.
  if (room.document.poll.pollId !== pollId) return pollThatIsUp(room, isPresenter)
  const name = isPresenter ? 'poll of presenters' : 'poll'
  return shared(room.document, name, tally.size, () => presentPoll(room, tally, isPresenter))
}

/** A poll by its id; undefined: there is none, or it is not for whoever asks. */
export async function pollWith(
  room: DrivenRoom,
  id: string,
  isPresenter: boolean,
): Promise<PollJson | undefined> {
  const { poll } = room.document
  const isUp = pollIdOf(poll) === id
  if (isUp && !(isPresenter && poll.past)) {
    const up = await pollThatIsUp(room, isPresenter)
    if (up.id === id) return up
  }
  if (!isPresenter) return undefined
  const [result] = await room.results({ ids: [id] })
  return result && earlierPoll(room.document, result)
}

/** Makes something of each: of thousands of answers it takes long, and votes are taken between. */
export async function eachInTurn<T, R>(all: readonly T[], make: (each: T) => R): Promise<R[]> {
  const results: R[] = []
  for (const each of all) {
    if (results.length > 0) await nextTurn()
    results.push(make(each))
  }
  return results
}

function roundJson(question: Question, { number, round, shown }: ToldRound, seen: Seen) {
  return { round: number, shown, ...roundFigures(question, tallyOf(round), seen) }
}

function stateOf({ stage, state, shown, revealed }: PollDocument) {
  // At the end of a lesson the screens have the closing picture.
  return { isUp: stage !== 'end', state, shown, revealed }
}

/** A question as it may be told: what is right, and why, only to who may know it. */
export function toldQuestion(question: Question, isRevealed: boolean): Question {
  if (isRevealed) return question
  const { explanation: _explanation, ...asked } = question
  return { ...asked, right: null }
}

/** As the API writes times. */
export function timeOf(ms: number): string {
  return new Date(ms).toISOString()
}
