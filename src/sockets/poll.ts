/** Owns voting as it comes in: a cast, a withdrawal, and the hand that falls when its voter is gone. */
import type { Logger } from 'pino'
import type { Refusal, Reply } from '../core/events'
import { audiencePoll, votingRules } from '../core/lecture'
import { parseCastVote, parseWithdrawVote } from '../core/parse'
import { decideVote, lettersOf } from '../core/poll'
import { refuse } from '../core/refusals'
import type { StandingNews } from '../core/spread'
import { Votes } from '../core/votes'
import { keyedHash } from '../keys'
import type { Store } from '../store/store'
import { Recount } from './recount'
import { countsOf, on, revOf, type Feature, type LiveRoom, type RoomServer, type RoomSocket } from './feature'

/** Milliseconds until other tabs of a voter hear of a ballot: behind the acknowledgements of all who voted at the same moment. */
const TOLD_AFTER = 50

export interface PollParts {
  store: Store
  logger: Logger
  secret: Buffer
  /** Whether other nodes cast into the same store. */
  isShared: boolean
  /** Sends to all sockets of one person. */
  toPerson(person: string): Pick<RoomServer, 'emit'>
}

type Vote = { pollId: string; choice: string | null }
/** What other nodes are told of a ballot, where its voter is there, too. */
type BallotElsewhere = Vote & { person: string }

/** Makes the feature of voting. */
export function pollFeature({ store, logger, secret, isShared, toPerson }: PollParts): Feature {
  /** Whether the last ballot could not be recorded. */
  let isFailing = false
  const recounts = new WeakMap<LiveRoom, Recount>()

  /** Whom a ballot belongs to: the browser, under a hash that no two polls share. A hand belongs to the socket. */
  const ballotVoter = (pollId: string, person: string) => keyedHash(secret, pollId, person)

  async function vote(
    room: LiveRoom,
    socket: RoomSocket,
    vote: Vote,
  ): Promise<Reply<{ vote: string | null }>> {
    if (socket.data.screen || socket.data.presenter) return refuse('screens-do-not-vote')
    if (room.held) await room.held
    // It may have left meanwhile.
    if (!room.sockets.has(socket)) return refuse('not-recorded')
    const { question, pollId } = (room.next ?? room.document).poll
    if (vote.pollId !== pollId) return refuse('poll-over')
    const refusal =
      question.kind === 'hands' ? raiseHand(room, socket, vote) : await castBallot(room, socket, vote)
    return refusal ?? { ok: true, vote: vote.choice }
  }

  function raiseHand(room: LiveRoom, socket: RoomSocket, vote: Vote): Refusal | undefined {
    const refusal = decideVote(votingRules((room.next ?? room.document).poll), vote, Date.now())
    if (refusal) return refusal
    if (vote.choice === null) {
      lowerHand(room, socket.id, socket.data.person)
      socket.emit('userVote', null)
      return undefined
    }
    const isFirst = room.votes.of(socket.id) === undefined
    if (room.votes.cast(socket.id, vote.choice)) room.changed('voteCount')
    if (isFirst) {
      room.people.raised(socket.data.person)
      room.changed('turnout')
    }
    socket.emit('userVote', vote.choice)
    return undefined
  }

  function lowerHand(room: LiveRoom, voter: string, person: string): void {
    if (!room.votes.withdraw(voter)) return
    room.people.lowered(person)
    room.changed('voteCount', 'turnout')
  }

  async function castBallot(room: LiveRoom, socket: RoomSocket, vote: Vote): Promise<Refusal | undefined> {
    if (socket.data.classic) return refuse('needs-page')
    const { votes } = room
    const { person } = socket.data
    const voter = ballotVoter(vote.pollId, person)
    const cast = await store.castBallot(room.code, { ...vote, voter }, Date.now()).catch(notRecorded)
    if (!cast.ok) return cast
    isFailing = false
    if (!isShared) votes.shift(cast.before, vote.choice)
    // Another poll may be up by now.
    if (room.votes !== votes) return undefined
    room.people.hasBallot(person, vote.choice !== null)
    if (isShared) {
      room.ballots++
      room.recount()
    } else room.changed('voteCount')
    room.changed('turnout')
    setTimeout(() => toPerson(person).emit('userVote', vote.choice), TOLD_AFTER).unref()
    if (room.spread.has(person)) room.tell('ballot', { person, ...vote } satisfies BallotElsewhere)
    return undefined
  }

  /** A hall full of ballots that a full disk cannot keep is one line in the log. */
  function notRecorded(error: unknown): Refusal {
    if (!isFailing) logger.error({ err: error }, 'ballots cannot be recorded')
    isFailing = true
    return refuse('not-recorded')
  }

  /** Somebody who is here, too, has cast a ballot on another node. */
  function hearBallot(room: LiveRoom, person: string, choice: string | null): void {
    room.people.hasBallot(person, choice !== null)
    room.changed('turnout')
    toPerson(person).emit('userVote', choice)
  }

  return {
    events: {
      castVote: on(parseCastVote, vote),
      withdrawVote: on(parseWithdrawVote, (room, socket, { pollId }) =>
        vote(room, socket, { pollId, choice: null }),
      ),
    },

    heard: {
      ballot(room, { person, pollId, choice }: BallotElsewhere) {
        if (pollId === room.document.poll.pollId) hearBallot(room, person, choice)
      },

      // It may have been cast just before that node heard that this person is here, too.
      async standing(room, { person, standing }: StandingNews) {
        const { pollId, question } = room.document.poll
        if (!standing.voted || question.kind !== 'ballot' || !room.people.has(person)) return
        const choice = await store.ballotOf(room.code, pollId, ballotVoter(pollId, person))
        if (choice !== null && room.document.poll.pollId === pollId) hearBallot(room, person, choice)
      },
    },

    opened(room) {
      const recount = new Recount(room, store)
      recounts.set(room, recount)
      room.recount = () => {
        if (isShared && room.document.poll.question.kind === 'ballot') recount.stale()
      }
      return () => recount.stop()
    },

    async catchUp(room) {
      room.recount()
      await recounts.get(room)!.fresh()
    },

    documentChanged(room, before) {
      const { poll } = room.document
      // The last ballots may have come in elsewhere.
      room.recount()
      if (poll.pollId === before.poll.pollId) return
      room.ballots = 0
      room.votes = new Votes(lettersOf(poll.question))
      room.people.startAnew()
      room.changed('voteCount', 'turnout')
    },

    async prepare(room, socket) {
      const { poll } = room.document
      socket.data.ballot = null
      if (poll.question.kind !== 'ballot') return
      await recounts.get(room)!.fresh()
      if (socket.data.classic) return
      const voter = ballotVoter(poll.pollId, socket.data.person)
      const ballot = await store.ballotOf(room.code, poll.pollId, voter)
      // Another poll may be up by now, and nobody has voted in it.
      if (ballot === null || room.document.poll.pollId !== poll.pollId) return
      socket.data.ballot = ballot
      if (socket.data.screen || socket.data.presenter) return
      room.people.hasBallot(socket.data.person, true)
      room.changed('turnout')
    },

    gone(room, voter, person) {
      lowerHand(room, voter, person)
    },

    returned(room, from, to) {
      room.votes.pass(from, to)
    },

    snapshot: (room, socket) => ({
      room: room.code,
      poll: audiencePoll(room.document.poll),
      counts: room.document.poll.shown ? countsOf(room) : null,
      rev: revOf(room),
      now: Date.now(),
      yourVote:
        room.document.poll.question.kind === 'hands'
          ? (room.votes.of(socket.id) ?? null)
          : socket.data.ballot,
    }),
  }
}
