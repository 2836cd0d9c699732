/** Votes as they come in: a cast, a withdrawal, and the hand that falls when its voter is gone. */
import { steadyNow } from '../../clock'
import type { Refusal, Reply } from '../../core/protocol/replies'
import type { VotingSnapshot } from '../../core/protocol/snapshot'
import type { RoomDocument } from '../../core/room/document'
import { audiencePoll, votingRules, type PollDocument } from '../../core/room/poll-document'
import { decideVote, readVote, type VotingRules } from '../../core/poll/voting-rules'
import { sentVote, typed, typeOf, type TypedQuestion } from '../../core/question-types/registry'
import { standingCounters } from '../../core/question-types/rounds'
import { refuse } from '../../core/protocol/refusals'
import { Votes } from '../../core/poll/votes'
import { countsOf, revOf } from '../room/counts'
import type { GivenVote } from '../room/feature-needs'
import type { LiveRoom, RoomSocket } from '../room/live-room'
import { MovedHands } from './moved-hands'
import { sendVotesAgain } from './votes-again'

/** What votes are judged by in a poll as it stands. */
interface Judged {
  poll: PollDocument
  rules: VotingRules
  question: TypedQuestion
}

export class Voting {
  readonly moved: MovedHands
  private judged: Judged | undefined

  constructor(private readonly room: LiveRoom) {
    this.moved = new MovedHands(room, this)
  }

  /** Takes a vote, or why not; null takes it back. */
  async cast(socket: RoomSocket, given: GivenVote): Promise<Reply<{ vote: string | null }>> {
    const { room } = this
    const { data } = socket
    const held = room.others?.held
    if (held) await held
    // It may have left meanwhile.
    if (!room.sockets.has(socket)) return refuse('not-recorded')
    const { poll } = room.next ?? room.document
    const { pollId } = poll
    const { question } = this.judge(poll)
    // While another poll is being kept, or an earlier one put back, neither takes votes.
    if (given.pollId !== pollId || given.pollId !== room.document.poll.pollId) return refuse('poll-over')
    // The lessons' pages know letters only: their B could be anything here.
    if (data.classic && !typeOf(question).isForWorkshops) return refuse('needs-page')
    const read = readVote(question, given.vote)
    if (!read.ok) return read
    const { vote } = read
    const isHand = question.kind === 'hands'
    const hasVoted = isHand ? room.votes.of(socket.id) !== undefined : room.people.hasVoted(data.person)
    const refusal = isHand
      ? this.raiseHand(socket, { pollId, vote })
      : await room.ballots.record(socket, { pollId, vote })
    if (refusal) return refusal
    if (!hasVoted && vote !== null) room.voteWatch.note(data, question.kind)
    return { ok: true, vote: vote === null ? null : sentVote(question, vote) }
  }

  withdraw(socket: RoomSocket, { pollId }: { pollId: string }): Promise<Reply<{ vote: string | null }>> {
    return this.cast(socket, { pollId, vote: null })
  }

  /** What a newcomer is sent of the poll. */
  snapshot(socket: RoomSocket): VotingSnapshot {
    const { room } = this
    const { poll } = room.document
    const yourVote = poll.question.kind === 'hands' ? (room.votes.of(socket.id) ?? null) : socket.data.ballot
    return {
      room: room.code,
      poll: audiencePoll(poll),
      counts: poll.shown ? countsOf(room) : null,
      rev: revOf(room),
      voteMoved: this.moved.passedOn?.has(socket.data.tab) ?? false,
      now: steadyNow(),
      yourVote: yourVote === null ? null : sentVote(poll.question, yourVote),
    }
  }

  documentChanged(before: RoomDocument): void {
    const { room } = this
    const { poll } = room.document
    // The last ballots may have come in elsewhere.
    room.ballots.recount()
    if (poll.pollId !== before.poll.pollId) this.replace(before.poll.pollId)
    // A choice may have been added.
    else if (poll.question !== before.poll.question) room.votes.stand(standingCounters(poll.question))
    if (room.replaced?.pollId === room.document.undo?.poll.pollId) return
    room.replaced = undefined
    room.people.forgetReplaced()
  }

  /** Another poll is up: a new one, or the earlier one again with its votes. */
  private replace(pollId: string): void {
    const { room } = this
    const { poll } = room.document
    const { replaced, votes } = room
    if (replaced?.pollId === poll.pollId) {
      room.votes = replaced.votes
      room.replaced = undefined
      room.people.putBack()
      void sendVotesAgain(room)
    } else {
      room.votes = new Votes(standingCounters(poll.question))
      room.replaced = { pollId, votes }
      room.people.startAnew()
    }
    room.updates.changed('voteCount', 'turnout')
  }

  /** A tab came back under another socket id: its hand stays up. */
  returned(from: string, to: string): void {
    this.room.votes.pass(from, to)
    this.room.replaced?.votes.pass(from, to)
  }

  /** A voter is gone for good: its hand falls, also in the poll that can be put back. */
  voterGone(voter: string, person: string): void {
    this.lower(voter, person)
    this.lowerReplaced(voter, person)
  }

  /** Counts a hand in the poll that can be put back. */
  raiseReplaced(voter: string, person: string, vote: string): void {
    const { replaced, people } = this.room
    if (!replaced) return
    const isFirst = replaced.votes.of(voter) === undefined
    replaced.votes.cast(voter, vote)
    if (isFirst) people.raised(person, true)
  }

  lowerReplaced(voter: string, person: string): void {
    const { replaced, people } = this.room
    if (replaced?.votes.withdraw(voter)) people.lowered(person, true)
  }

  /** Counts a hand. */
  raise(voter: string, person: string, vote: string): void {
    const { votes, people, updates } = this.room
    const isFirst = votes.of(voter) === undefined
    if (votes.cast(voter, vote)) updates.changed('voteCount')
    if (!isFirst) return
    people.raised(person)
    updates.changed('turnout')
  }

  /** Takes a hand back, if there is one. */
  lower(voter: string, person: string): void {
    const { votes, people, updates } = this.room
    if (!votes.withdraw(voter)) return
    people.lowered(person)
    updates.changed('voteCount', 'turnout')
  }

  private raiseHand(socket: RoomSocket, { pollId, vote }: GivenVote): Refusal | undefined {
    const { room } = this
    const { poll } = room.next ?? room.document
    const { rules } = this.judge(poll)
    const refusal = decideVote(rules, pollId, rules.deadline === null ? 0 : steadyNow())
    if (refusal) return refusal
    const { tab, person } = socket.data
    if (vote === null) {
      this.lower(socket.id, person)
      const session = tab && room.tabs.get(tab)
      if (session) session.tookBackIn = pollId
    } else {
      this.raise(socket.id, person, vote)
      if (tab) this.moved.passedOn?.remove(tab)
    }
    // Our own pages have their acknowledgement: this would be another write for each vote.
    if (socket.data.classic) socket.emit('userVote', vote === null ? null : sentVote(poll.question, vote))
    return undefined
  }

  /** Made once for all votes of a poll as it stands. */
  private judge(poll: PollDocument): Judged {
    if (this.judged?.poll !== poll)
      this.judged = { poll, rules: votingRules(poll), question: typed(poll.question) }
    return this.judged
  }
}
