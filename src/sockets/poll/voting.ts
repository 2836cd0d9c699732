/** Votes as they come in: a cast, a withdrawal, and the hand that falls when its voter is gone. */
import { steadyNow } from '../../clock'
import type { Refusal, Reply, VotingSnapshot } from '../../core/protocol/events'
import type { MovedHands } from '../../core/protocol/node-events'
import { audiencePoll, votingRules, type PollDocument, type RoomDocument } from '../../core/room/document'
import { decideVote, lettersOf, type VotingRules } from '../../core/poll/voting-rules'
import { refuse } from '../../core/protocol/refusals'
import { Votes } from '../../core/poll/votes'
import { countsOf, revOf } from '../room/counts'
import type { GivenVote, LiveRoom, RoomSocket, Tab } from '../room/live-room'
import { PassedOn } from './passed-on'

export class Voting {
  /** Hands of which the other nodes are told in a moment. */
  private leaving: MovedHands | undefined
  /** Whose hands other tabs have taken over; undefined as long as none has. */
  private passedOn: PassedOn | undefined
  private judged: { poll: PollDocument; rules: VotingRules } | undefined

  constructor(
    private readonly room: LiveRoom,
    /** Milliseconds for which somebody counts as new. */
    private readonly newcomerMs: number,
  ) {}

  /** Takes a vote, or why not; a choice of null takes it back. */
  async cast(socket: RoomSocket, vote: GivenVote): Promise<Reply<{ vote: string | null }>> {
    const { room } = this
    const { data } = socket
    if (data.screen || data.presenter) return refuse('screens-do-not-vote')
    const held = room.others?.held
    if (held) await held
    // It may have left meanwhile.
    if (!room.sockets.has(socket)) return refuse('not-recorded')
    const { question, pollId } = (room.next ?? room.document).poll
    if (vote.pollId !== pollId) return refuse('poll-over')
    const isHand = question.kind === 'hands'
    const hasVoted = isHand ? room.votes.of(socket.id) !== undefined : room.people.hasVoted(data.person)
    const refusal = isHand ? this.raiseHand(socket, vote) : await room.ballots.record(socket, vote)
    if (refusal) return refusal
    const isNewcomer = performance.now() - data.since <= this.newcomerMs
    if (isNewcomer && !hasVoted && vote.choice !== null) room.voteWatch.note(data)
    return { ok: true, vote: vote.choice }
  }

  withdraw(socket: RoomSocket, { pollId }: { pollId: string }): Promise<Reply<{ vote: string | null }>> {
    return this.cast(socket, { pollId, choice: null })
  }

  /** What a newcomer is told of the poll. */
  snapshot(socket: RoomSocket): VotingSnapshot {
    const { room } = this
    const { poll } = room.document
    return {
      room: room.code,
      poll: audiencePoll(poll),
      counts: poll.shown ? countsOf(room) : null,
      rev: revOf(room),
      voteMoved: this.passedOn?.has(socket.data.tab) ?? false,
      now: steadyNow(),
      yourVote: poll.question.kind === 'hands' ? (room.votes.of(socket.id) ?? null) : socket.data.ballot,
    }
  }

  documentChanged(before: RoomDocument): void {
    const { room } = this
    const { poll } = room.document
    // The last ballots may have come in elsewhere.
    room.ballots.recount()
    if (poll.pollId === before.poll.pollId) return
    room.votes = new Votes(lettersOf(poll.question))
    room.people.startAnew()
    room.updates.changed('voteCount', 'turnout')
  }

  /** A voter is gone for good: its hand falls. */
  voterGone(voter: string, person: string): void {
    this.lowerHand(voter, person)
  }

  /** A tab came back under another socket id: its hand stays up. */
  returned(from: string, to: string): void {
    this.room.votes.pass(from, to)
  }

  /** A tab that is here, or came to another node, holds the hand of a silent one, unless it has voted by itself. */
  inherited(id: string, tab: Tab, heir: string): void {
    const { room } = this
    const choice = room.votes.of(tab.voter)
    if (choice === undefined) return
    this.notePassedOn(id)
    room.tell('passedOn', id)
    const place = room.tabs.get(heir)
    if (!place) return this.movedAway(heir, tab)
    if (room.votes.of(place.voter) !== undefined || place.tookBackIn === room.document.poll.pollId) return
    room.votes.pass(tab.voter, place.voter)
    place.socket?.emit('userVote', choice)
  }

  /** A tab came to another node: its hand goes after it. */
  movedAway(id: string, { voter, person }: Tab): void {
    const { room } = this
    const choice = room.votes.of(voter)
    if (choice === undefined) return
    this.lowerHand(voter, person)
    let moved = this.leaving
    if (!moved) {
      const begun = (moved = this.leaving = { pollId: room.document.poll.pollId, hands: [] })
      setImmediate(() => this.tellMoved(begun))
    }
    moved.hands.push({ tab: id, choice })
  }

  /**
   * Adopts hands moved from another node, unless the tab has voted or withdrawn here. They are no new votes: a poll that
   * is closed, or just being closed, has counted them already.
   */
  takeMovedHands({ pollId, hands }: MovedHands): void {
    const { room } = this
    const { poll } = room.next ?? room.document
    if (poll.pollId !== pollId) return
    for (const { tab, choice } of hands) {
      const place = room.tabs.get(tab)
      if (!place || room.votes.of(place.voter) !== undefined || place.tookBackIn === pollId) continue
      this.count(place.voter, place.person, choice)
      place.socket?.emit('userVote', choice)
    }
  }

  /** The hand of this tab was given to another tab of its browser, here or on another node. */
  notePassedOn(tab: string): void {
    this.passedOn ??= new PassedOn(() => this.room.document.poll.pollId)
    this.passedOn.add(tab)
  }

  private raiseHand(socket: RoomSocket, vote: GivenVote): Refusal | undefined {
    const { room } = this
    const { poll } = room.next ?? room.document
    const rules = this.rulesOf(poll)
    const refusal = decideVote(rules, vote, rules.deadline === null ? 0 : steadyNow())
    if (refusal) return refusal
    const { tab, person } = socket.data
    if (vote.choice === null) {
      this.lowerHand(socket.id, person)
      const place = tab && room.tabs.get(tab)
      if (place) place.tookBackIn = vote.pollId
    } else {
      this.count(socket.id, person, vote.choice)
      if (tab) this.passedOn?.remove(tab)
    }
    socket.emit('userVote', vote.choice)
    return undefined
  }

  /** Made once for all votes of a poll as it stands. */
  private rulesOf(poll: PollDocument): VotingRules {
    if (this.judged?.poll !== poll) this.judged = { poll, rules: votingRules(poll) }
    return this.judged.rules
  }

  private count(voter: string, person: string, choice: string): void {
    const { votes, people, updates } = this.room
    const isFirst = votes.of(voter) === undefined
    if (votes.cast(voter, choice)) updates.changed('voteCount')
    if (!isFirst) return
    people.raised(person)
    updates.changed('turnout')
  }

  private lowerHand(voter: string, person: string): void {
    const { votes, people, updates } = this.room
    if (!votes.withdraw(voter)) return
    people.lowered(person)
    updates.changed('voteCount', 'turnout')
  }

  /** In one message for all that left in this turn. The node's totals go first: nobody counts a hand here and there. */
  private tellMoved(moved: MovedHands): void {
    this.leaving = undefined
    this.room.others?.share()
    this.room.tell('hands', moved)
  }
}
