/** Owns ballots: recorded before they are acknowledged, told to the voter's other tabs, and counted by the store that has them. */
import type { Logger } from 'pino'
import { steadyNow } from '../../clock'
import type { Refusal } from '../../core/protocol/events'
import { refuse } from '../../core/protocol/refusals'
import type { StandingNews } from '../../core/cluster/multi-node-people'
import { keyedHash } from '../../credentials'
import { StoreTrouble } from '../../store/errors'
import { type Store } from '../../store/store'
import type { Feature, GivenVote, RecordBallot } from '../room/feature'
import type { LiveRoom, RoomServer } from '../room/live-room'
import { Recount } from './ballot-tally'

/** Milliseconds until other tabs of a voter hear of a ballot: behind the acknowledgements of all who voted at the same moment. */
const TOLD_AFTER = 50

export interface BallotsParts {
  store: Store
  logger: Logger
  secret: Buffer
  /** Whether other nodes cast into the same store. */
  isShared: boolean
  /** Sends to all sockets of one person. */
  toPerson(person: string): Pick<RoomServer, 'emit'>
}

/** What other nodes are told of a ballot, where its voter is there, too. */
type BallotElsewhere = GivenVote & { person: string }

/** Makes the feature of ballots, and the way in for those that the poll takes. */
export function ballotsFeature({
  store,
  logger,
  secret,
  isShared,
  toPerson,
}: BallotsParts): Feature & { record: RecordBallot } {
  /** Whether the last ballot could not be recorded. */
  let isFailing = false
  const recounts = new WeakMap<LiveRoom, Recount>()

  /** Whom a ballot belongs to: the browser, under a hash that no two polls share. A hand belongs to the socket. */
  const ballotVoter = (pollId: string, person: string) => keyedHash(secret, pollId, person)

  const record: RecordBallot = async (room, socket, vote) => {
    if (socket.data.classic) return refuse('needs-page')
    const { votes } = room
    const { person } = socket.data
    const voter = ballotVoter(vote.pollId, person)
    const recorded = await store.castBallot(room.code, { ...vote, voter }, steadyNow()).catch(notRecorded)
    // The room is here: a Redis that was emptied has it again in a moment.
    if (!recorded.ok) return recorded.code === 'no-such-room' ? refuse('not-recorded') : recorded
    isFailing = false
    if (!isShared) votes.shift(recorded.before, vote.choice)
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
    // What troubles the store as a whole is said by its condition.
    if (!isFailing && !(error instanceof StoreTrouble) && store.condition.trouble === undefined)
      logger.error({ err: error }, 'ballots cannot be recorded')
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
    record,

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
  }
}
