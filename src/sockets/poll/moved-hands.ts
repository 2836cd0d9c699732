/**
 * Hands that pass to another tab of the same browser, or follow their tab to another node. Each counts once on the
 * way.
 */
import type { MovedHands as MovedHandsNews } from '../../core/protocol/node-events'
import type { LiveRoom, Tab } from '../room/live-room'
import { PassedOn } from './passed-on'

/** Counts hands; `Voting` does. */
interface HandCounter {
  raise(voter: string, person: string, choice: string): void
  lower(voter: string, person: string): void
}

export class MovedHands {
  /** Whose hands other tabs have taken over; undefined as long as none has. */
  passedOn: PassedOn | undefined
  /** Hands that are about to be published to the other nodes. */
  private leaving: MovedHandsNews | undefined

  constructor(
    private readonly room: LiveRoom,
    private readonly counter: HandCounter,
  ) {}

  /** A tab that is here, or came to another node, holds the hand of a silent one, unless it has voted by itself. */
  inherited(id: string, tab: Tab, heir: string): void {
    const { room } = this
    const choice = room.votes.of(tab.voter)
    if (choice === undefined) return
    this.notePassedOn(id)
    room.publish('passedOn', id)
    const session = room.tabs.get(heir)
    if (!session) return this.movedAway(heir, tab)
    if (room.votes.of(session.voter) !== undefined || session.tookBackIn === room.document.poll.pollId) return
    room.votes.pass(tab.voter, session.voter)
    session.socket?.emit('userVote', choice)
  }

  /** A tab came to another node: its hand goes after it. */
  movedAway(id: string, { voter, person }: Tab): void {
    const { room } = this
    const choice = room.votes.of(voter)
    if (choice === undefined) return
    this.counter.lower(voter, person)
    let moved = this.leaving
    if (!moved) {
      const begun = (moved = this.leaving = { pollId: room.document.poll.pollId, hands: [] })
      setImmediate(() => this.publishMoved(begun))
    }
    moved.hands.push({ tab: id, choice })
  }

  /**
   * Adopts hands moved from another node, unless the tab has voted or withdrawn here. They are no new votes: a poll
   * that
   * is closed, or just being closed, has counted them already.
   */
  receive({ pollId, hands }: MovedHandsNews): void {
    const { room } = this
    const { poll } = room.next ?? room.document
    if (poll.pollId !== pollId) return
    for (const { tab, choice } of hands) {
      const session = room.tabs.get(tab)
      if (!session || room.votes.of(session.voter) !== undefined || session.tookBackIn === pollId) continue
      this.counter.raise(session.voter, session.person, choice)
      session.socket?.emit('userVote', choice)
    }
  }

  /** The hand of this tab was given to another tab of its browser, here or on another node. */
  notePassedOn(tab: string): void {
    this.passedOn ??= new PassedOn(() => this.room.document.poll.pollId)
    this.passedOn.add(tab)
  }

  /** In one message for all that left in this turn. The node's totals go first: nobody counts a hand here and there. */
  private publishMoved(moved: MovedHandsNews): void {
    this.leaving = undefined
    this.room.others?.publishTotals()
    this.room.publish('hands', moved)
  }
}
