/** Tells whether a room is still as it was when a file was made of it. */
import { createHash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { RoomDocument } from '../../../core/room/document'
import type { DrivenRoom } from '../driven-room'
import type { Revision } from './held-files'

/** The readings that have not begun: who asks before that shares one, and gets nothing that is older than the question. */
const waiting = new WeakMap<DrivenRoom, Promise<Revision>>()

/** The state of a room now. A room that has changed has another document; votes and who is present are no part of it. */
export async function revisionOf(
  room: DrivenRoom,
  hasVotes: (document: RoomDocument) => boolean,
): Promise<Revision> {
  const { document } = room
  if (!hasVotes(document)) return { document, votes: '' }
  const known = waiting.get(room)
  const reading = known ?? nextReading(room)
  if (!known) waiting.set(room, reading)
  const revision = await reading
  // Whether its votes are to be seen may have changed with it.
  return room.document === document ? revision : revisionOf(room, hasVotes)
}

async function nextReading(room: DrivenRoom): Promise<Revision> {
  await nextTurn()
  waiting.delete(room)
  const { document } = room
  const tally = await room.recordedTally()
  const { state, turnout } = document.poll
  const votes = JSON.stringify([state === 'closed' && turnout ? null : room.turnout, ...tally])
  return { document, votes: createHash('sha256').update(votes).digest('base64') }
}
