/** The questions from the audience as the API answers them, and as a table; without a key only what everybody saw. */
import sortBy from 'lodash/sortBy'
import { isPublic } from '../../../core/asks/views'
import type { Cell } from '../../../core/poll/result-table'
import type { CaredAsk } from '../../../core/protocol/asks'
import type { Answered, Call } from '../call'
import type { DrivenRoom } from '../driven-room'
import { failure, NO_KEY } from '../failures'
import { timeOf } from '../poll-json'
import type { AskJson } from '../poll-schemas'
import { csvParts } from './csv'
import { fileName } from './file-name'

/** Those of a lesson that everybody saw, the most wanted first. */
export async function publicAsksJson(room: DrivenRoom, lesson: number): Promise<AskJson[]> {
  return ordered((await room.asks(lesson)).filter(isPublic))
}

/** Answers with the asks of a lesson. */
export async function asksJson(call: Call): Promise<Answered> {
  const told = await toldAsks(call)
  return 'asks' in told ? told : told.failure
}

/** Answers with them as a file. */
export async function asksTable(call: Call): Promise<Answered> {
  const told = await toldAsks(call)
  if (!('asks' in told)) return told.failure
  const { code, room, response } = call
  const parts: Buffer[] = []
  for await (const part of csvParts(tableOf(told.asks))) parts.push(part)
  const name = fileName(code, room.document, { day: Date.now(), of: 'questions', ending: 'csv' })
  response
    .status(200)
    .set('Cache-Control', 'no-store')
    .attachment(name)
    .type('text/csv; charset=utf-8')
    .end(Buffer.concat(parts))
  return undefined
}

type Told = { lesson: number; isOpen: boolean; asks: AskJson[] }

/** Without the key those of the present lesson, where they are open or the room shares its results. */
async function toldAsks({ room, isPresenter, lesson: given }: Call): Promise<Told | { failure: Answered }> {
  const { lesson: present, asks, sharing } = room.document
  const lesson = given ?? present
  if (!isPresenter && lesson !== present) return { failure: NO_KEY }
  if (!isPresenter && !asks.isOpen && !sharing.page) return { failure: failure('results-not-shared') }
  const told = isPresenter ? ordered(await room.asks(lesson)) : await publicAsksJson(room, lesson)
  return { lesson, isOpen: asks.isOpen, asks: told }
}

function ordered(asks: readonly CaredAsk[]): AskJson[] {
  return sortBy(asks, [({ votes }) => -votes, 'id']).map(({ at, ...ask }) => ({
    ...ask,
    askedAt: timeOf(at),
  }))
}

function* tableOf(asks: readonly AskJson[]): Generator<Cell[]> {
  yield ['number', 'asked', 'votes', 'state', 'name', 'question', 'answer', 'merged into']
  for (const { id, askedAt, votes, state, name, text, answer, into } of asks)
    yield [id, askedAt, votes, state, name, text, answer ?? '', into ?? '']
}
