/** Owns the translation for classic sockets, pages written by following the Socket.IO workshops. It only translates. */
import type { LiveRoom } from './feature'

/** Rewrites a workshop client's packet into ours; hands on what it does not know. */
export function translate(room: LiveRoom, name: string, args: unknown[]): [string, unknown] {
  if (name === 'message' && args[0] === 'voteCast')
    return ['castVote', { pollId: room.document.poll.pollId, choice: args[1] }]
  return [name, args[0]]
}
