/** Tells whether a room is still as it was when a file was made of it. */
import { createHash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { RoomDocument } from '../../../core/room/document'
import { toldAsks, type Asked } from '../asks/told'
import type { DrivenRoom } from '../driven-room'
import type { Revision } from './held-files'

/** What of a room is in a file besides its document. */
export interface Contained {
  /** Whether votes that are cast just now are in it. */
  hasVotes: (document: RoomDocument) => boolean
  /** Which questions from the audience are in it; undefined: none. */
  asked?: Asked | undefined
}

/** The readings that have not begun: who asks before that shares one, and gets nothing that is older than the question. */
const waiting = new WeakMap<DrivenRoom, Map<string, Promise<unknown>>>()

/** The state of a room now. A room that has changed has another document; votes, asks and who is present are no part of it. */
export async function revisionOf(room: DrivenRoom, { hasVotes, asked }: Contained): Promise<Revision> {
  const { document } = room
  const [votes, asks] = await Promise.all([
    hasVotes(document) ? reading(room, 'votes', () => votesOf(room)) : '',
    asked && reading(room, JSON.stringify(asked), () => asksOf(room, asked)),
  ])
  // Whether its votes are to be seen may have changed with it.
  return room.document === document ? { document, votes, asks } : revisionOf(room, { hasVotes, asked })
}

/** Whether everything of a file that was made of this state is there still, for whoever asks: nothing was hidden since. */
export async function isAllThere(
  room: DrivenRoom,
  { asks }: Revision,
  { asked }: Contained,
): Promise<boolean> {
  if (!asks || !asked) return true
  const now = new Set((await toldAsks(room, asked)).map(({ id }) => id))
  return asks.ids.every(id => now.has(id))
}

/** @param name what is read: it names the type of what comes, too */
function reading<T>(room: DrivenRoom, name: string, read: () => Promise<T>): Promise<T> {
  const all = waiting.get(room) ?? new Map<string, Promise<unknown>>()
  waiting.set(room, all)
  const known = all.get(name) as Promise<T> | undefined
  if (known) return known
  const next = nextTurn().then(() => {
    all.delete(name)
    return read()
  })
  all.set(name, next)
  return next
}

async function votesOf(room: DrivenRoom): Promise<string> {
  const tally = await room.recordedTally()
  const { state, turnout } = room.document.poll
  return hashOf([state === 'closed' && turnout ? null : room.turnout, ...tally])
}

async function asksOf(room: DrivenRoom, asked: Asked): Promise<NonNullable<Revision['asks']>> {
  const asks = await toldAsks(room, asked)
  return { ids: asks.map(({ id }) => id), hash: hashOf(asks) }
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64')
}
