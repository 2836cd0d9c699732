/** The questions from the audience as the API answers them: without a key only what everybody saw. */
import { byVotes } from '../../../core/asks/order'
import { isPublic, unhiddenAsks } from '../../../core/asks/views'
import type { Cell } from '../../../core/poll/result-table'
import type { CaredAsk } from '../../../core/protocol/asks'
import { asksSettings, type RoomDocument } from '../../../core/room/document'
import type { Answered, Call } from '../call'
import type { DrivenRoom } from '../driven-room'
import { failure, NO_KEY } from '../failures'
import { timeOf } from '../poll-json'
import type { AskJson } from '../poll-schemas'

/** Who is told, and of which lesson. */
export interface Asked {
  lesson: number
  isPresenter: boolean
  /** Whether a presenter wants the hidden ones, too. */
  withHidden?: boolean
}

/** The asks of a lesson, the most wanted first: for presenters all but the hidden ones, unless they want those, too. */
export async function toldAsks(
  room: DrivenRoom,
  { lesson, isPresenter, withHidden = false }: Asked,
): Promise<AskJson[]> {
  const all = await room.asks(lesson)
  const told = !isPresenter ? all.filter(isPublic) : withHidden ? all : unhiddenAsks(all)
  return told.sort(byVotes).map(askJson)
}

export function askJson({ at, ...ask }: CaredAsk): AskJson {
  return { ...ask, askedAt: timeOf(at) }
}

/** The settings as presenters are told, with the ask that is on the screen. */
export function settingsJson(document: RoomDocument) {
  return { ...asksSettings(document), up: document.asks.up }
}

/** Answers with the asks of a lesson; without the key those of the present one, where they are open or results are shared. */
export async function asksJson(call: Call): Promise<Answered> {
  const { room, isPresenter, lesson: given, hidden: withHidden } = call
  const { lesson: present, asks, sharing } = room.document
  const lesson = given ?? present
  if (!isPresenter && lesson !== present) return NO_KEY
  if (!isPresenter && !asks.isOpen && !sharing.page) return failure('results-not-shared')
  const told = await toldAsks(room, { lesson, isPresenter, withHidden })
  const settings = isPresenter ? { settings: settingsJson(room.document) } : {}
  return { lesson, isOpen: asks.isOpen, ...settings, asks: told }
}

/** They as a table. */
export function* asksTable(asks: readonly AskJson[]): Generator<Cell[]> {
  yield ['number', 'asked', 'votes', 'state', 'name', 'question', 'answer', 'merged into']
  for (const { id, askedAt, votes, state, name, text, answer, into } of asks)
    yield [id, askedAt, votes, state, name, text, answer ?? '', into ?? '']
}
