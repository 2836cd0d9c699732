/**
 * Hands that pass to another tab of the same browser, or follow their tab to another node. Each counts once on the
 * way.
 */
import type { MovedHands as MovedHandsNews } from '../../core/protocol/node-events'
import { sentVote } from '../../core/question-types/registry'
import type { LiveRoom, ReplacedVotes, Tab } from '../room/live-room'
import { PassedOn } from './passed-on'

/** Counts hands; `Voting` does. */
interface HandCounter {
  raise(voter: string, person: string, vote: string): void
  lower(voter: string, person: string): void
  /** The same in the poll that can be put back. */
  raiseReplaced(voter: string, person: string, vote: string): void
  lowerReplaced(voter: string, person: string): void
}

export class MovedHands {
  /** Whose hands other tabs have taken over; undefined as long as none has. */
  passedOn: PassedOn | undefined
  /** Hands that are about to be published to the other nodes. */
  private leaving: MovedHandsNews[] = []

  constructor(
    private readonly room: LiveRoom,
    private readonly counter: HandCounter,
  ) {}

  /** A tab that is here, or came to another node, holds the hand of a silent one, unless it has voted by itself. */
  inherited(id: string, tab: Tab, heir: string): void {
    const { room } = this
    const vote = room.votes.of(tab.voter)
    if (vote !== undefined) {
      this.notePassedOn(id)
      room.publish('passedOn', id)
    }
    const session = room.tabs.get(heir)
    if (!session) return this.movedAway(heir, tab)
    const { replaced } = room
    if (replaced && mayTakeOver(session, replaced)) replaced.votes.pass(tab.voter, session.voter)
    if (vote === undefined || !mayTakeOver(session, this.current)) return
    room.votes.pass(tab.voter, session.voter)
    session.socket?.emit('userVote', sentVote(room.document.poll.question, vote))
  }

  /** A tab came to another node: its hand goes after it, also that of the poll that can be put back. */
  movedAway(id: string, { voter, person }: Tab): void {
    const { replaced } = this.room
    for (const poll of replaced ? [this.current, replaced] : [this.current]) {
      const vote = poll.votes.of(voter)
      if (vote !== undefined) this.publishSoon(poll.pollId, { tab: id, vote })
    }
    this.counter.lower(voter, person)
    this.counter.lowerReplaced(voter, person)
  }

  /**
   * Adopts hands moved from another node, unless the tab has voted or withdrawn here. They are no new votes: a poll
   * that is closed, or just being closed, has counted them already.
   */
  receive({ pollId, hands }: MovedHandsNews): void {
    const { room, counter } = this
    const isUp = room.document.poll.pollId === pollId
    const counted = isUp ? this.current : room.replaced
    if (counted?.pollId !== pollId) return
    for (const { tab, vote } of hands) {
      const session = room.tabs.get(tab)
      if (!session || !mayTakeOver(session, counted)) continue
      const { voter, person } = session
      if (!isUp) counter.raiseReplaced(voter, person, vote)
      else {
        counter.raise(voter, person, vote)
        session.socket?.emit('userVote', sentVote(room.document.poll.question, vote))
      }
    }
  }

  /** The hand of this tab was given to another tab of its browser, here or on another node. */
  notePassedOn(tab: string): void {
    this.passedOn ??= new PassedOn(() => this.room.document)
    this.passedOn.add(tab)
  }

  private get current(): ReplacedVotes {
    const { votes, document } = this.room
    return { pollId: document.poll.pollId, votes }
  }

  /** In one message for all that leave in this turn. */
  private publishSoon(pollId: string, hand: MovedHandsNews['hands'][number]): void {
    if (this.leaving.length === 0) setImmediate(() => this.publishMoved())
    const moved = this.leaving.find(each => each.pollId === pollId)
    if (moved) moved.hands.push(hand)
    else this.leaving.push({ pollId, hands: [hand] })
  }

  /** The node's totals go first: nobody counts a hand here and there. */
  private publishMoved(): void {
    const moved = this.leaving
    this.leaving = []
    this.room.others?.publishTotals()
    for (const each of moved) this.room.publish('hands', each)
  }
}

/** Whether this tab holds no hand of its own in this poll, and has taken none back. */
function mayTakeOver({ voter, tookBackIn }: Tab, { pollId, votes }: ReplacedVotes): boolean {
  return votes.of(voter) === undefined && tookBackIn !== pollId
}
