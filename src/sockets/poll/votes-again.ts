/** Sends voters their votes again after a poll was put back: their pages had let go of them. */
import { isVoter } from '../../core/access/permissions'
import chunk from 'lodash/chunk'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { sentVote } from '../../core/question-types/registry'
import type { LiveRoom, RoomSocket } from '../room/live-room'

/** Snapshots sent before the event loop gets a turn. */
const SLICE_SIZE = 100

/** In a snapshot, which brings the poll and the vote at once: on its own, a vote would be taken for that of another poll. */
export async function sendVotesAgain(room: LiveRoom): Promise<void> {
  const { pollId } = room.document.poll
  for (const sockets of chunk([...room.sockets], SLICE_SIZE)) {
    await Promise.all(sockets.map(socket => prepared(room, socket)))
    // Another poll may be up by now.
    if (room.document.poll.pollId !== pollId) return
    for (const socket of sockets) sendVote(room, socket)
    await nextTurn()
  }
}

function sendVote(room: LiveRoom, socket: RoomSocket): void {
  const { classic, role } = socket.data
  if (!isVoter(role) || !room.sockets.has(socket)) return
  if (classic) {
    const vote = room.votes.of(socket.id)
    socket.emit('userVote', vote === undefined ? null : sentVote(room.document.poll.question, vote))
    return
  }
  const snapshot = room.snapshot(socket)
  if (snapshot.yourVote !== null) socket.emit('snapshot', snapshot)
}

async function prepared(room: LiveRoom, socket: RoomSocket): Promise<void> {
  // Whose ballot cannot be read is told it with the next snapshot.
  if (room.document.poll.question.kind === 'ballot') await room.prepare(socket).catch(() => undefined)
}
