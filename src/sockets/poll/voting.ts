/** Owns voting as it comes in: a cast, a withdrawal, and the hand that falls when its voter is gone. */
import { steadyNow } from '../../clock'
import type { Refusal, Reply, VotingSnapshot } from '../../core/protocol/events'
import { audiencePoll, votingRules } from '../../core/room/document'
import { decideVote, lettersOf } from '../../core/poll/voting-rules'
import { refuse } from '../../core/protocol/refusals'
import { Votes } from '../../core/poll/votes'
import type { Feature, GivenVote, Handlers, RecordBallot } from '../room/feature'
import { countsOf, revOf } from '../room/counts'
import type { LiveRoom, RoomSocket, Tab } from '../room/live-room'
import { PassedOn } from '../room/passed-on'

/** Hands that follow their tabs to another node. */
interface MovedHands {
  pollId: string
  hands: { tab: string; choice: string }[]
}

interface VotingFeature extends Feature {
  events: Pick<Handlers, 'castVote' | 'withdrawVote'>
  snapshot(room: LiveRoom, socket: RoomSocket): VotingSnapshot
}

/** Makes the feature of voting. */
export function pollFeature(recordBallot: RecordBallot): VotingFeature {
  /** Hands of which the other nodes are told in a moment. */
  const leaving = new WeakMap<LiveRoom, MovedHands>()
  const passedOn = new PassedOn()

  async function vote(
    room: LiveRoom,
    socket: RoomSocket,
    vote: GivenVote,
  ): Promise<Reply<{ vote: string | null }>> {
    if (socket.data.screen || socket.data.presenter) return refuse('screens-do-not-vote')
    if (room.held) await room.held
    // It may have left meanwhile.
    if (!room.sockets.has(socket)) return refuse('not-recorded')
    const { question, pollId } = (room.next ?? room.document).poll
    if (vote.pollId !== pollId) return refuse('poll-over')
    const { person } = socket.data
    const hasVoted =
      question.kind === 'hands' ? room.votes.of(socket.id) !== undefined : room.people.hasVoted(person)
    const refusal =
      question.kind === 'hands' ? raiseHand(room, socket, vote) : await recordBallot(room, socket, vote)
    if (!refusal && !hasVoted && vote.choice !== null) room.firstVote(socket.data)
    return refusal ?? { ok: true, vote: vote.choice }
  }

  function raiseHand(room: LiveRoom, socket: RoomSocket, vote: GivenVote): Refusal | undefined {
    const refusal = decideVote(votingRules((room.next ?? room.document).poll), vote, steadyNow())
    if (refusal) return refusal
    if (vote.choice === null) {
      lowerHand(room, socket.id, socket.data.person)
      const place = socket.data.tab && room.tabs.get(socket.data.tab)
      if (place) place.tookBackIn = vote.pollId
      socket.emit('userVote', null)
      return undefined
    }
    count(room, socket.id, socket.data.person, vote.choice)
    passedOn.remove(room, socket.data.tab)
    socket.emit('userVote', vote.choice)
    return undefined
  }

  function count(room: LiveRoom, voter: string, person: string, choice: string): void {
    const isFirst = room.votes.of(voter) === undefined
    if (room.votes.cast(voter, choice)) room.changed('voteCount')
    if (!isFirst) return
    room.people.raised(person)
    room.changed('turnout')
  }

  /**
   * Unless its page was faster, and has raised one here or taken it back. It is no new vote: a poll that is closed, or
   * just being closed, has counted it already.
   */
  function takeMovedHands(room: LiveRoom, { pollId, hands }: MovedHands): void {
    const { poll } = room.next ?? room.document
    if (poll.pollId !== pollId) return
    for (const { tab, choice } of hands) {
      const place = room.tabs.get(tab)
      if (!place || room.votes.of(place.voter) !== undefined || place.tookBackIn === pollId) continue
      count(room, place.voter, place.person, choice)
      place.socket?.emit('userVote', choice)
    }
  }

  /** A tab that is here, or came to another node, holds the hand of a silent one, unless it has voted by itself. */
  function passOn(room: LiveRoom, id: string, tab: Tab, heir: string): void {
    const choice = room.votes.of(tab.voter)
    if (choice === undefined) return
    passedOn.add(room, id)
    room.tell('passedOn', id)
    const place = room.tabs.get(heir)
    if (!place) return moveAway(room, heir, tab)
    if (room.votes.of(place.voter) !== undefined || place.tookBackIn === room.document.poll.pollId) return
    room.votes.pass(tab.voter, place.voter)
    place.socket?.emit('userVote', choice)
  }

  function moveAway(room: LiveRoom, to: string, { voter, person }: Tab): void {
    const choice = room.votes.of(voter)
    if (choice === undefined) return
    lowerHand(room, voter, person)
    let moved = leaving.get(room)
    if (!moved) {
      moved = { pollId: room.document.poll.pollId, hands: [] }
      leaving.set(room, moved)
      setImmediate(() => tellMoved(room))
    }
    moved.hands.push({ tab: to, choice })
  }

  /** In one go for all that left in this turn. The subtotal goes first: nobody counts a hand here and there. */
  function tellMoved(room: LiveRoom): void {
    const moved = leaving.get(room)!
    leaving.delete(room)
    room.share()
    room.tell('hands', moved)
  }

  function lowerHand(room: LiveRoom, voter: string, person: string): void {
    if (!room.votes.withdraw(voter)) return
    room.people.lowered(person)
    room.changed('voteCount', 'turnout')
  }

  return {
    events: {
      castVote: (socket, given) => vote(socket.data.room, socket, given),
      withdrawVote: (socket, { pollId }) => vote(socket.data.room, socket, { pollId, choice: null }),
    },

    heard: {
      hands: takeMovedHands,
      passedOn: (room, tab: string) => passedOn.add(room, tab),
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

    gone(room, voter, person) {
      lowerHand(room, voter, person)
    },

    movedAway: moveAway,

    inherited: passOn,

    returned(room, from, to) {
      room.votes.pass(from, to)
    },

    snapshot: (room, socket) => ({
      room: room.code,
      poll: audiencePoll(room.document.poll),
      counts: room.document.poll.shown ? countsOf(room) : null,
      rev: revOf(room),
      voteMoved: passedOn.has(room, socket.data.tab),
      now: steadyNow(),
      yourVote:
        room.document.poll.question.kind === 'hands'
          ? (room.votes.of(socket.id) ?? null)
          : socket.data.ballot,
    }),
  }
}
