/**
 * What presenters of a room do: commands, a new key; and the end of a countdown. Whether they may is checked here, in
 * one place.
 */
import { steadyNow } from '../../clock'
import { DEFAULT_ROOM } from '../../core/room/codes'
import { refuse } from '../../core/protocol/refusals'
import type { Circumstances, RoomDocument } from '../../core/room/document'
import type { PollDocument } from '../../core/room/poll-document'
import { decide, endsHands } from '../../core/room/presenter-commands'
import { CLOSE_GRACE_MS } from '../../core/poll/voting-rules'
import type { Command, Present } from '../../core/protocol/poll'
import type { Refusal, Reply } from '../../core/protocol/replies'
import { randomUUID } from 'node:crypto'
import type { Budgets } from '../../rate-limiter'
import { hashOf, newPresenterKey } from '../../credentials'
import type { Store } from '../../store/store'
import { recordedTally, tallyNow, turnoutOf } from '../room/counts'
import { readLessonLines } from '../room/lesson-lines'
import type { LiveRoom, RoomSocket } from '../room/live-room'
import { Results } from './results'
import { UndoWindow } from './undo-window'
import { PresenterStateSender, type PresenterStateParts } from './presenter-state'

/** Commands of a room's presenters together: each is kept, and sent to all of them. */
export const COMMAND_RATE = { perSecond: 10, burst: 100 }

export interface PresentingParts extends PresenterStateParts {
  store: Store
  /**
   * Writes the default room's key down; what it gives puts it where the next start finds it. Refuses where it is
   * given from outside.
   */
  stageDefaultRoomKey(key: string): Refusal | (() => void)
  /** By the code of the room: they outlive the room's time in memory. */
  budgets: Budgets
}

export class Presenting {
  readonly results: Results
  private deadlineTimer: NodeJS.Timeout | undefined
  private readonly undoWindow: UndoWindow
  private readonly state: PresenterStateSender
  /** Who is just making a new key, and so will have it. */
  private keyMaker: RoomSocket | undefined

  constructor(
    private readonly room: LiveRoom,
    private readonly parts: PresentingParts,
  ) {
    this.results = new Results(room, parts, () => this.state.sendChanges())
    this.state = new PresenterStateSender(room, parts, this.results)
    this.undoWindow = new UndoWindow(room)
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
    const staged = this.room.code === DEFAULT_ROOM ? this.parts.stageDefaultRoomKey(presenterKey) : () => {}
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
    this.undoWindow.watch()
    if (this.room.document.keyHash !== keyHash) this.shutOut()
    this.results.update()
  }

  /** A presenter's page is sent the results of the lesson with the state. */
  async prepare({ data }: RoomSocket): Promise<void> {
    if (data.presenter) await this.results.fresh()
  }

  joined(socket: RoomSocket): void {
    this.state.joined(socket)
  }

  storeChanged(isAway: boolean): void {
    // A countdown that ended meanwhile closes its question once that can be recorded.
    if (!isAway) {
      this.watchDeadline()
      this.undoWindow.watch()
    }
    this.results.update()
  }

  close(): void {
    clearTimeout(this.deadlineTimer)
    this.undoWindow.close()
  }

  /** Decides only on what the sender saw: of two commands for one step, the second comes too late. */
  private async obey({ pollId, step, command }: Present): Promise<Refusal | undefined> {
    let seen = step
    const { poll } = this.room.document
    if (command.name === 'again' && poll.state === 'open') {
      // The last ballots of a round come in until it is closed; only then is its tally final.
      const refusal = await this.decideAt(pollId, seen, { name: 'close' })
      if (refusal) return refusal
      seen++
    }
    return this.decideAt(pollId, seen, command, poll.pollId === pollId ? poll : undefined)
  }

  private async decideAt(
    pollId: string,
    step: number,
    command: Command,
    before?: PollDocument,
  ): Promise<Refusal | undefined> {
    const { room } = this
    const isMeant = (document: RoomDocument) => document.poll.pollId === pollId && document.step === step
    const results = await this.results.with(this.resultsFor(command))
    const isEnding = isMeant(room.document) && this.endsHands(command, results)
    if (isEnding) await room.others?.settled()
    const lines = command.name === 'newLesson' ? await readLessonLines(room, this.parts.store) : undefined
    const about = await this.circumstances()
    const refusal = await room.change(document =>
      isMeant(document)
        ? decide(document, command, { ...about(), results, before, lines })
        : refuse('older-step'),
    )
    if (refusal && isEnding) room.publish('freeHands')
    return refusal
  }

  /** Of which results the decision on this command must know. */
  private resultsFor(command: Command): (string | undefined)[] {
    if (command.name === 'showAgain') return [command.id, command.beside]
    return command.name === 'reword' || command.name === 'markRight' ? [this.room.document.poll.past?.id] : []
  }

  private endsHands(command: Command, results: Circumstances['results'] = []): boolean {
    const { room } = this
    return endsHands(room.document, command, { now: steadyNow(), tally: tallyNow(room), results })
  }

  /** Closes the question once its countdown has ended. */
  private watchDeadline(): void {
    clearTimeout(this.deadlineTimer)
    const { deadline, pollId, state } = this.room.document.poll
    if (deadline === null || state === 'closed') return
    const close = () => void this.closeAt(pollId, deadline).catch(() => undefined)
    this.deadlineTimer = setTimeout(close, deadline + CLOSE_GRACE_MS - steadyNow()).unref()
  }

  private async closeAt(pollId: string, deadline: number): Promise<void> {
    const { room } = this
    if (this.endsHands({ name: 'close' })) await room.others?.settled()
    const about = await this.circumstances()
    await room.change(document =>
      document.poll.pollId === pollId && document.poll.deadline === deadline
        ? decide(document, { name: 'close' }, about())
        : refuse('already-so'),
    )
  }

  /**
   * Reads the tally a decision may rely on: of ballots, what is recorded; of hands, what is counted when the decision
   * is made.
   */
  private async circumstances(): Promise<() => Circumstances> {
    const recorded = await recordedTally(this.room, this.parts.store)
    const isHands = this.room.document.poll.question.kind === 'hands'
    const [now, wallNow] = [steadyNow(), Date.now()]
    return () => ({
      now,
      wallNow,
      newId: randomUUID,
      turnout: turnoutOf(this.room),
      tally: isHands ? tallyNow(this.room) : recorded,
    })
  }

  /** Of an older key, on every node. */
  private shutOut(): void {
    for (const presenter of [...this.room.presenters]) if (presenter !== this.keyMaker) presenter.conn.close()
  }
}
