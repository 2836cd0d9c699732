/**
 * What the nodes of a room count together: each publishes its totals, and stops taking hands when another closes a
 * poll.
 */
import isEqual from 'lodash/isEqual'
import { NodeTotals } from '../../core/cluster/node-totals'
import { MultiNodePeople } from '../../core/cluster/multi-node-people'
import type { Counts } from '../../core/question-types/counts'
import { ALL_RIGHT, type Tally } from '../../core/question-types/question-type'
import type { Standing, StandingNews, Subtotal } from '../../core/protocol/node-events'
import { isHere } from '../room/counts'
import type { OtherNodes, Topic } from '../room/feature-needs'
import type { LiveRoom } from '../room/live-room'

/** Milliseconds for which hands wait for a close that another node has begun. */
const HOLD_TIMEOUT_MS = 4000

export class RoomTotals implements OtherNodes {
  readonly totals = new NodeTotals()
  readonly people: MultiNodePeople
  /** While another node closes the poll. */
  held: Promise<void> | undefined
  private release: (() => void) | undefined
  /** What was sent to the other nodes last. */
  private sent: Subtotal | undefined

  /** @param node the name of this one */
  constructor(
    private readonly room: LiveRoom,
    node: string,
  ) {
    this.people = new MultiNodePeople(node)
  }

  /** Publishes what this node has counted, if it has changed. */
  publishTotals(): void {
    const { room } = this
    for (const [person, standing] of this.people.news(person => this.standingOf(person)))
      room.publish('standing', { person, standing })
    const now = this.own()
    const before = this.sent
    if (isEqual(before, now)) return
    if (before?.online !== now.online) room.onlineList.changed()
    this.sent = now
    room.publish('totals', now)
  }

  /** Broadcast instead of a reply, so totals cannot arrive out of order. */
  publishTotalsAgain(): void {
    this.room.publish('totals', this.own())
  }

  /** Resolves once every other node has stopped taking hands, and has said how many it has. */
  async settled(): Promise<void> {
    await this.room.ask('holdHands', this.room.document.poll.pollId)
  }

  async catchUp(): Promise<void> {
    await this.room.ask('totalsWanted', undefined)
  }

  /** Another node has published its totals. */
  take(now: Subtotal, node: string): void {
    const { room } = this
    const before = this.totals.take(node, now)
    const isOther = (part: keyof Subtotal) => !isEqual(now[part], before?.[part])
    const topics: Topic[] = [
      ...(isOther('counts') ? (['voteCount'] as const) : []),
      ...(isOther('voted') || isOther('present') ? (['turnout'] as const) : []),
      ...(isOther('connected') ? (['usersConnected'] as const) : []),
    ]
    if (topics.length > 0) room.updates.changed(...topics)
    if (isOther('ballots')) room.ballots.recount()
    if (isOther('online') || isOther('presenter')) room.onlineList.changed()
  }

  /** Another node has published a person's standing there. */
  takeStanding({ person, standing }: StandingNews, node: string): void {
    const { room } = this
    if (!isHere(room, person)) return
    this.people.received(person, node, standing)
    room.updates.changed('turnout')
    room.onlineList.changed()
  }

  /**
   * Another node closes the poll: what was raised before is in the totals; what comes now waits until it is decided.
   */
  holdHands(pollId: string): void {
    if (this.room.document.poll.pollId === pollId && !this.held) {
      this.held = new Promise<void>(resolve => (this.release = resolve))
      setTimeout(() => void this.decidedElsewhere(), HOLD_TIMEOUT_MS).unref()
    }
    this.publishTotalsAgain()
  }

  /** Takes hands again, by the document as it is kept: another node may have closed the poll meanwhile. */
  async decidedElsewhere(): Promise<void> {
    if (this.held) await this.room.refresh().catch(() => undefined)
    this.takeHands()
  }

  /** Hands that waited are judged by the document as it is now. */
  documentChanged(): void {
    this.takeHands()
  }

  nodeGone(node: string): void {
    const { room } = this
    this.people.drop(node)
    if (this.totals.drop(node)) room.updates.changed('voteCount', 'turnout', 'usersConnected')
    // Its last ballots may be recorded without having been reported.
    room.ballots.recount()
  }

  close(): void {
    this.takeHands()
  }

  private takeHands(): void {
    this.held = undefined
    this.release?.()
  }

  private own(): Subtotal {
    const { votes, people, presence, sockets, screens, presenters, ballots, document } = this.room
    const { pollId, question } = document.poll
    const { voted, present } = people.turnout
    return {
      pollId,
      counts: question.kind === 'hands' ? countsToSend(votes.tally, this.held !== undefined) : {},
      ballots: ballots.count,
      connected: sockets.size - screens,
      voted: voted - this.people.countedElsewhere('voted'),
      present: present - this.people.countedElsewhere('present'),
      online: presence.count - this.people.countedElsewhere('online'),
      presenter: [...presenters][0]?.data.person,
    }
  }

  private standingOf(person: string): Standing {
    const { people, presence } = this.room
    return {
      present: people.has(person),
      online: presence.isHere(person),
      voted: people.hasVoted(person),
    }
  }
}

/**
 * What other nodes are sent of hands with every change: no zeros, and no whole answers, of which there may be as many as
 * voters. The decision that closes a poll needs these, too.
 */
function countsToSend(tally: Tally, isSettling: boolean): Counts {
  return Object.fromEntries(
    [...tally].filter(([counter, votes]) => votes > 0 && (isSettling || !counter.startsWith(ALL_RIGHT))),
  )
}
