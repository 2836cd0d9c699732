/**
 * The room's host: greets classic sockets and sends them who comes; where it is switched on, reminds people of an
 * open poll and announces results.
 */
import { careFor } from '../../answer-care'
import { steadyNow } from '../../clock'
import { hostSays } from '../../core/chat/announcement'
import { greeting, reminder, resultSentence } from '../../core/chat/host'
import type { RoomDocument } from '../../core/room/document'
import type { PollDocument } from '../../core/room/poll-document'
import type { ArrivalCounts } from '../../core/protocol/node-events'
import type { Store } from '../../store/store'
import { votersOf } from '../../core/question-types/registry'
import { recordedTally, tallyNow, turnoutOf } from '../room/counts'
import type { LiveRoom, RoomSocket } from '../room/live-room'
import { WorkshopArrivals } from './workshop-arrivals'

/** Says the host's lines; no person has such an id. */
const HOST_ID = 'host'

export interface HostParts {
  store: Store
  /** Between two reminders of an open poll. */
  reminderIntervalMs: number
  /** Between two sentences on who came and went. */
  arrivalsIntervalMs: number
}

export class Host {
  private readonly arrivals: WorkshopArrivals
  private readonly reminders: NodeJS.Timeout

  constructor(
    private readonly room: LiveRoom,
    private readonly parts: HostParts,
  ) {
    this.arrivals = new WorkshopArrivals(room, parts.arrivalsIntervalMs)
    this.reminders = setInterval(() => this.remind(), parts.reminderIntervalMs).unref()
  }

  joined(socket: RoomSocket): void {
    const { screen, classic } = socket.data
    if (!screen) this.arrivals.note('connected')
    if (!classic || !this.room.sockets.has(socket)) return
    socket.emit('message', hostSays(greeting))
    this.arrivals.greet(socket)
  }

  socketLeft(socket: RoomSocket): void {
    this.arrivals.forget(socket)
    if (!socket.data.screen) this.arrivals.note('disconnected')
  }

  /** Another node has counted these. */
  receiveArrivals(counts: ArrivalCounts): void {
    this.arrivals.receive(counts)
  }

  documentChanged({ poll: before }: RoomDocument): void {
    const { poll, talk, step } = this.room.document
    const hasClosed = poll.pollId === before.pollId && before.state === 'open' && poll.state === 'closed'
    if (hasClosed && talk.host && talk.chat) void this.sayResult(poll, step)
  }

  close(): void {
    clearInterval(this.reminders)
    this.arrivals.close()
  }

  private remind(): void {
    const { poll, talk } = this.room.document
    if (!talk.host || !talk.chat || poll.state !== 'open' || this.room.talkers.size === 0) return
    const turnout = turnoutOf(this.room)
    if (turnout.voted === 0 && poll.deadline === null) return
    const now = steadyNow()
    const count = Math.floor(now / this.parts.reminderIntervalMs)
    this.say(`reminder ${poll.pollId} ${count}`, reminder(poll, turnout, now))
  }

  private async sayResult(poll: PollDocument, step: number): Promise<void> {
    const { room } = this
    const [counted, turnout] = [tallyNow(room), turnoutOf(room)]
    const tally = await recordedTally(room, this.parts.store).catch(() => counted)
    const care = careFor(room.document, poll.question, poll.care)
    const voted = poll.question.kind === 'ballot' ? votersOf(poll.question, tally) : turnout.voted
    this.say(`result ${poll.pollId} ${step}`, resultSentence(poll, tally, voted, care))
  }

  /** Every node says it under the same key: the first is recorded, and the others are the same line. */
  private say(key: string, text: string): void {
    void this.room.messages.say({ key, from: HOST_ID, name: HOST_ID, at: Date.now(), text, role: 'host' })
  }
}
