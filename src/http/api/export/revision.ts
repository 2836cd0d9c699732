/** Tells whether a room is still as it was when a file was made of it. */
import { createHash } from 'node:crypto'
import type { RoomDocument } from '../../../core/room/document'
import type { DrivenRoom } from '../driven-room'
import type { Revision } from './held-files'

/** The state of a room now. A room that has changed has another document; votes and who is present are no part of it. */
export async function revisionOf(
  room: DrivenRoom,
  hasVotes: (document: RoomDocument) => boolean,
): Promise<Revision> {
  const { document } = room
  if (!hasVotes(document)) return { document, votes: '' }
  const tally = await room.recordedTally()
  // The votes of one poll must never pass for those of another.
  if (room.document !== document) return revisionOf(room, hasVotes)
  const { state, turnout } = document.poll
  const votes = JSON.stringify([state === 'closed' && turnout ? null : room.turnout, ...tally])
  return { document, votes: createHash('sha256').update(votes).digest('base64') }
}
