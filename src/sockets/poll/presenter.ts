/** What presenters of a room do and see: commands, the state only they are sent, the countdown's end, a new key. Checked here, in one place. */
import { steadyNow } from '../../clock'
import { HOUSE } from '../../core/room/codes'
import { refuse } from '../../core/protocol/refusals'
import type { Circumstances, RoomDocument } from '../../core/room/document'
import { backCommand, closesHands, decide, nextCommand } from '../../core/room/presenter-commands'
import { lecternNews } from '../../core/room/presenter-state'
import { GRACE } from '../../core/poll/voting-rules'
import type { Keeping, Lectern, Present, Refusal, Reply } from '../../core/protocol/events'
import { randomUUID } from 'node:crypto'
import type { Budgets } from '../../rate-limiter'
import { hashOf, newPresenterKey } from '../../credentials'
import type { Store } from '../../store/store'
import { broadcast } from '../room/broadcast'
import { countsOf, recordedOf, revOf } from '../room/counts'
import type { LiveRoom, RoomSocket } from '../room/live-room'

/** Commands of a room's presenters together: each is kept, and sent to all of them. */
export const COMMAND_RATE = { perSecond: 10, burst: 100 }

export interface PresentingParts {
  store: Store
  /** ROOM_DAYS. */
  roomDays: number
  /** Writes the default room's key down; what it gives puts it where the next start finds it. Refuses where it is given from outside. */
  stageHouseKey(key: string): Refusal | (() => void)
  /** By the code of the room: they outlive the room's time in memory. */
  budgets: Budgets
}

export class Presenting {
  private deadlineTimer: NodeJS.Timeout | undefined
  /** The presenters' state as it was sent last. */
  private last: Lectern | undefined
  /** Presenters who were sent it. */
  private readonly informed = new WeakSet<RoomSocket>()
  /** Who is just making a new key, and so will have it. */
  private keyMaker: RoomSocket | undefined

  constructor(
    private readonly room: LiveRoom,
    private readonly parts: PresentingParts,
  ) {
    this.watchDeadline()
  }

  /** Obeys a command, unless it comes too late. */
  async present(socket: RoomSocket, present: Present): Promise<Reply<{ step: number }>> {
    const { room } = this
    if (!socket.data.presenter) return refuse('not-a-presenter')
    if (!this.parts.budgets.take(room.code)) return refuse('too-fast')
    const refusal = await this.obey(present)
    return refusal ?? { ok: true, step: room.document.step }
  }

  /** Makes a new key; other sockets with the old one are closed. */
  async newKey(socket: RoomSocket): Promise<Reply<{ presenterKey: string }>> {
    if (!socket.data.presenter) return refuse('not-a-presenter')
    const presenterKey = newPresenterKey()
    const keyHash = hashOf(presenterKey)
    // Written down before it is in force, and put in its place after: a full disk leaves both as they were.
    const staged = this.room.code === HOUSE ? this.parts.stageHouseKey(presenterKey) : () => {}
    if (typeof staged !== 'function') return staged
    const changed = this.room.change(document => {
      this.keyMaker = socket
      return { ok: true, document: { ...document, keyHash, step: document.step + 1 } }
    })
    const refusal = await changed.finally(() => (this.keyMaker = undefined))
    if (refusal) return refusal
    staged()
    return { ok: true, presenterKey }
  }

  documentChanged({ keyHash }: RoomDocument): void {
    this.watchDeadline()
    if (this.room.document.keyHash !== keyHash) this.shutOut()
    this.informAll()
  }

  joined(socket: RoomSocket): void {
    if (!socket.data.presenter) return
    this.last = this.stateNow()
    this.informed.add(socket)
    socket.emit('lectern', this.last)
  }

  storeChanged(isAway: boolean): void {
    // A countdown that ended meanwhile closes its question once that can be recorded.
    if (!isAway) this.watchDeadline()
    this.informAll()
  }

  close(): void {
    clearTimeout(this.deadlineTimer)
  }

  /** Decides only on what the sender saw: of two commands for one step, the second comes too late. */
  private async obey({ pollId, step, command }: Present): Promise<Refusal | undefined> {
    let seen = step
    if (command.name === 'again' && this.room.document.poll.state === 'open') {
      // The last ballots of a round come in until it is closed; only then is its tally final.
      const refusal = await this.decideAt(pollId, seen, { name: 'close' })
      if (refusal) return refusal
      seen++
    }
    return this.decideAt(pollId, seen, command)
  }

  private async decideAt(
    pollId: string,
    step: number,
    command: Present['command'],
  ): Promise<Refusal | undefined> {
    const { room } = this
    const isMeant = (document: RoomDocument) => document.poll.pollId === pollId && document.step === step
    const isClosing = isMeant(room.document) && closesHands(room.document, command, steadyNow())
    if (isClosing) await room.others?.settled()
    const about = await this.circumstances()
    const refusal = await room.change(document =>
      isMeant(document) ? decide(document, command, about()) : refuse('older-step'),
    )
    if (refusal && isClosing) room.tell('freeHands')
    return refusal
  }

  /** Closes the question once its countdown has ended. */
  private watchDeadline(): void {
    clearTimeout(this.deadlineTimer)
    const { deadline, pollId, state } = this.room.document.poll
    if (deadline === null || state === 'closed') return
    const close = () => void this.closeAt(pollId, deadline).catch(() => undefined)
    this.deadlineTimer = setTimeout(close, deadline + GRACE - steadyNow()).unref()
  }

  private async closeAt(pollId: string, deadline: number): Promise<void> {
    const { room } = this
    if (closesHands(room.document, { name: 'close' }, steadyNow())) await room.others?.settled()
    const about = await this.circumstances()
    await room.change(document =>
      document.poll.pollId === pollId && document.poll.deadline === deadline
        ? decide(document, { name: 'close' }, about())
        : refuse('already-so'),
    )
  }

  /** Reads the tally a decision may rely on: of ballots, what is recorded; of hands, what is counted when the decision is made. */
  private async circumstances(): Promise<() => Circumstances> {
    const recorded = await recordedOf(this.room, this.parts.store)
    const [now, wallNow] = [steadyNow(), Date.now()]
    return () => ({ now, wallNow, newId: randomUUID, counts: { ...countsOf(this.room), ...recorded } })
  }

  /** Of an older key, on every node. */
  private shutOut(): void {
    for (const presenter of [...this.room.presenters]) if (presenter !== this.keyMaker) presenter.conn.close()
  }

  /** Sends what has changed, encoded once for all who have the rest; to others it comes whole, behind their snapshot. */
  private informAll(): void {
    const { last } = this
    const presenters = [...this.room.presenters].filter(presenter => this.informed.has(presenter))
    if (!last || presenters.length === 0) return
    const state = (this.last = this.stateNow())
    void broadcast(presenters, [['lectern', lecternNews(last, state)]])
  }

  private stateNow(): Lectern {
    const { document } = this.room
    return {
      talk: document.talk,
      wall: document.wall,
      muted: document.muted,
      announcement: document.announcement,
      pollId: document.poll.pollId,
      step: document.step,
      prepared: document.prepared,
      next: document.next,
      right: document.poll.question.right,
      upcoming: nextCommand(document)?.name ?? null,
      canGoBack: backCommand(document) !== undefined,
      counts: countsOf(this.room),
      rev: revOf(this.room),
      earlier: document.poll.earlier,
      kept: this.keeping(),
      erasedAfterDays: this.parts.roomDays,
    }
  }

  private keeping(): Keeping {
    const { condition, describes } = this.parts.store
    return condition.trouble === undefined ? describes : { sentence: condition.trouble, isLost: true }
  }
}
