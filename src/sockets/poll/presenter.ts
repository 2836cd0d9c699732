/**
 * What presenters of a room do: commands, and what follows from them by itself, such as the end of a countdown. Whether
 * they may is checked here, in one place.
 */
import { steadyNow } from '../../clock'
import { refuse } from '../../core/protocol/refusals'
import type { Circumstances, RoomDocument } from '../../core/room/document'
import { shownResults } from '../../core/room/erased-results'
import type { PollDocument } from '../../core/room/poll-document'
import { decide, endsHands } from '../../core/room/presenter-commands'
import type { Command, Present } from '../../core/protocol/presenter'
import type { Refusal, Reply } from '../../core/protocol/replies'
import { randomUUID } from 'node:crypto'
import type { Budgets } from '../../rate-limiter'
import type { Store } from '../../store/store'
import { recordedTally, tallyNow, turnoutOf } from '../room/counts'
import { readLessonLines } from '../room/lesson-lines'
import type { LiveRoom, RoomSocket } from '../room/live-room'
import { Countdown, type Ended } from './countdown'
import { PresenterKey, type PresenterKeyParts } from './presenter-key'
import { ResultRequests } from './result-requests'
import { Results } from './results'
import { UndoWindow } from './undo-window'
import { PresenterStateSender, type PresenterStateParts } from './presenter-state'

/** Commands of a room's presenters together: each is kept, and sent to all of them. */
export const COMMAND_RATE = { perSecond: 10, burst: 100 }

export interface PresentingParts extends PresenterStateParts, PresenterKeyParts {
  store: Store
  /** By the code of the room: they outlive the room's time in memory. */
  budgets: Budgets
}

export class Presenting {
  readonly resultRequests: ResultRequests
  private readonly results: Results
  private readonly countdown: Countdown
  private readonly undoWindow: UndoWindow
  private readonly state: PresenterStateSender
  private readonly key: PresenterKey

  constructor(
    private readonly room: LiveRoom,
    private readonly parts: PresentingParts,
  ) {
    this.results = new Results(room, parts.store, () => this.state.sendChanges())
    this.resultRequests = new ResultRequests(room, parts)
    this.state = new PresenterStateSender(room, parts, this.results)
    this.undoWindow = new UndoWindow(room)
    this.key = new PresenterKey(room, parts)
    this.countdown = new Countdown(room, ended => this.closeAt(ended))
    this.countdown.watch()
  }

  /** Obeys a command, unless it comes too late. Whoever calls it has checked that they may. */
  async command(present: Present): Promise<Reply<{ step: number }>> {
    const { room } = this
    if (!this.parts.budgets.take(room.code)) return refuse('too-fast')
    const refusal = await this.obey(present)
    return refusal ?? { ok: true, step: room.document.step }
  }

  /** Makes a new key; other sockets with the old one are closed. */
  newKey(socket: RoomSocket): Promise<Reply<{ presenterKey: string }>> {
    return this.key.renew(socket)
  }

  documentChanged(before: RoomDocument): void {
    this.countdown.watch()
    this.undoWindow.watch()
    this.key.documentChanged(before)
    this.results.update()
  }

  /** A presenter's page is sent the results of the lesson with the state. */
  async prepare({ data }: RoomSocket): Promise<void> {
    if (data.presenter) await this.results.fresh()
  }

  joined(socket: RoomSocket): void {
    this.state.joined(socket)
  }

  /** Somebody came or went, here or on another node. */
  peopleChanged(): void {
    this.state.peopleChanged()
  }

  storeChanged(isAway: boolean): void {
    // A countdown that ended meanwhile closes its question once that can be recorded.
    if (!isAway) {
      this.countdown.watch()
      this.undoWindow.watch()
    }
    this.results.update()
  }

  close(): void {
    this.countdown.close()
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
    const { poll, undo } = this.room.document
    if (command.name === 'showAgain') return [command.id, command.beside]
    const seen = command.name === 'undo' ? (undo?.seen ?? []) : []
    return [...shownResults(poll), ...seen.map(({ id }) => id)]
  }

  private endsHands(command: Command, results: Circumstances['results'] = []): boolean {
    const { room } = this
    return endsHands(room.document, command, { now: steadyNow(), tally: tallyNow(room), results })
  }

  /** Closes the question whose countdown has ended, unless it is another by now. */
  private async closeAt({ pollId, deadline }: Ended): Promise<void> {
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
}
