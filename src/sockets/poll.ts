/** Owns voting as it comes in: a cast, a withdrawal, and the hand that falls when its voter is gone. */
import type { Poll } from '../core/events'
import { parseCastVote, parseWithdrawVote } from '../core/parse'
import { decideCast, decideChange } from '../core/poll'
import { refuse } from '../core/refusals'
import { on, type Feature, type LiveRoom, type RoomSocket } from './feature'

/** Whom a vote belongs to. Hands: the socket. */
function voterOf(_poll: Poll, socket: RoomSocket): string {
  return socket.id
}

function withdraw(room: LiveRoom, voter: string, person: string): void {
  if (!room.votes.withdraw(voter)) return
  room.people.lowered(person)
  room.changed('voteCount', 'turnout')
}

export const poll: Feature = {
  events: {
    castVote: on(parseCastVote, (room, socket, vote) => {
      if (socket.data.screen) return refuse('screens-do-not-vote')
      const refusal = decideCast(room.poll, vote)
      if (refusal) return refusal

      const voter = voterOf(room.poll, socket)
      const isFirst = room.votes.of(voter) === undefined
      if (room.votes.cast(voter, vote.choice)) room.changed('voteCount')
      if (isFirst) {
        room.people.raised(socket.data.person)
        room.changed('turnout')
      }
      socket.emit('userVote', vote.choice)
      return { ok: true, vote: vote.choice }
    }),

    withdrawVote: on(parseWithdrawVote, (room, socket, vote) => {
      const refusal = decideChange(room.poll, vote)
      if (refusal) return refusal

      withdraw(room, voterOf(room.poll, socket), socket.data.person)
      socket.emit('userVote', null)
      return { ok: true }
    }),
  },

  gone: withdraw,

  returned(room, from, to) {
    room.votes.pass(from, to)
  },

  snapshot: (room, socket) => ({
    poll: room.poll,
    counts: room.votes.counts,
    rev: room.votes.rev,
    yourVote: room.votes.of(voterOf(room.poll, socket)) ?? null,
  }),
}
