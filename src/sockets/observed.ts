/** Tells the observer, if there is one, how an event of a socket was answered. */
import type { Reply } from '../core/protocol/replies'
import type { Observer } from './observer'
import type { RoomSocket } from './room/live-room'

/**
 * Begins to measure an event that has just arrived; returns what is to be called once its reply was sent. Votes of the
 * workshops' pages come as `message`.
 */
export function observed(
  observer: Observer,
  { data }: RoomSocket,
  name: string,
  args: readonly unknown[],
): (reply: Reply<object>) => void {
  const isVote =
    name === 'castVote' || name === 'withdrawVote' || (name === 'message' && args[0] === 'voteCast')
  const { kind } = data.room.document.poll.question
  const start = performance.now()
  return reply => {
    if (!reply.ok) observer.refused(reply.code)
    else if (isVote) observer.voteAcknowledged(kind, performance.now() - start)
  }
}
