/** Sends a presenter's commands one at a time, each for the poll and step that the presenter saw. */
import type { Question } from '../../src/core/protocol/poll'
import type { Command } from '../../src/core/protocol/presenter'
import type { Reply } from '../../src/core/protocol/replies'
import { questionMark } from '../../src/core/poll/question-mark'
import { listProblem } from '../../src/core/room/prepared-list'
import { refuse } from '../../src/core/protocol/refusals'
import { chunks } from './chunk-questions'
import type { Connection } from '../shared/connection/connection'
import { ANSWER_TIMEOUT_MS, sentenceOf } from '../shared/connection/request'
import { ViewModel, type PresenterView } from './view-model'
import { presenterWords as words } from './words'

/** How often a part of the list is sent again because another presenter changed the step. */
const MAX_TRIES = 5

interface Callbacks {
  changed(view: PresenterView): void
  /** A sentence for the presenter. */
  said(sentence: string): void
  /** A sentence behind the last one. */
  added(sentence: string): void
  /** Reports whether a command is being sent. */
  busy(isBusy: boolean): void
}

export class Commands {
  /** Receives the events of the connection. */
  readonly viewModel: ViewModel
  private isBusy = false
  /** Whether a command was dropped because another one was being sent. */
  private hasMissed = false
  /** Whether a press was ignored meanwhile because it came too fast behind another. */
  private hasBounced = false
  /** Questions that were sent without an answer, and the length of the list before. */
  private unanswered: { before: number; part: Question[] } | undefined

  constructor(
    private readonly connection: () => Connection,
    private readonly callbacks: Callbacks,
  ) {
    this.viewModel = new ViewModel((view, isOtherStep) => {
      // In place of the sentence about an earlier step; our own commands show their own sentence.
      const { undo } = view.state
      if (isOtherStep && !this.isBusy) callbacks.said((undo && words.done[undo.name]) ?? '')
      callbacks.changed(view)
    })
  }

  get view(): PresenterView | undefined {
    return this.viewModel.view
  }

  /** Sends a command if no other is being sent, so that a double click acts once. Resolves to whether it was done. */
  async send(command: Command): Promise<boolean> {
    return this.alone(async () => {
      const state = this.view?.state
      const meant = command.name === 'next' ? state?.upcoming : command.name
      const refusal = await this.deliver(command)
      const number = command.name === 'askPrepared' ? command.index + 1 : (state?.next ?? 0) + 1
      const isBlack = command.name === 'stage' && command.stage === 'black'
      const isHeld = meant === 'show' && this.view?.news.poll.needsApproval === true
      const done = meant === 'askPrepared' ? words.isUp(number) : meant && words.done[meant]
      this.callbacks.said(
        refusal?.sentence ?? (isBlack ? words.blanked : isHeld ? words.shownOnceApproved : done) ?? '',
      )
      return !refusal
    })
  }

  /**
   * Appends questions to the list, in messages below the size limit. Resolves to how many of them are in the list now:
   * all, or those before the message that failed.
   */
  async prepare(questions: Question[]): Promise<number> {
    let added = 0
    await this.alone(async () => {
      added = this.arrived(questions)
      const rest = questions.slice(added)
      const full = listProblem(this.view?.state.prepared ?? [], rest)
      if (full) return this.say(refuse(full).message)
      for (const part of chunks(rest)) {
        const before = this.view?.state.prepared.length ?? 0
        const refusal = await this.deliverAnyhow({ name: 'prepare', questions: part })
        if (refusal === words.noAnswer) this.unanswered = { before, part }
        if (refusal && added > 0) return this.say(words.partlyAdded(refusal, added, questions.length))
        if (refusal) return this.say(refusal)
        added += part.length
      }
      this.callbacks.said(words.added(questions.length))
      return true
    })
    return added
  }

  /** How many of these are in the list although the server's answer was lost: they were sent before. */
  private arrived(questions: readonly Question[]): number {
    // Without a connection nobody knows yet.
    if (!this.connection().socket.connected) return 0
    const { before, part } = this.unanswered ?? { before: 0, part: [] }
    this.unanswered = undefined
    const there = this.view?.state.prepared.slice(before, before + part.length) ?? []
    const isSame = (one: Question | undefined, other: Question) =>
      one !== undefined && questionMark(one) === questionMark(other)
    const isThere = part.every((each, place) => isSame(questions[place], each) && isSame(there[place], each))
    return isThere ? part.length : 0
  }

  /** Runs an action that changes the room, if no other is running. Resolves to whether it was done. */
  async alone(act: () => Promise<boolean>): Promise<boolean> {
    if (this.isBusy) {
      this.hasMissed = true
      return false
    }
    this.isBusy = true
    this.callbacks.busy(true)
    const done = await act()
    await this.isComplete()
    this.isBusy = false
    this.callbacks.busy(false)
    if (this.hasMissed) this.callbacks.said(words.tooSoon)
    this.hasMissed = false
    if (this.hasBounced) this.bounced()
    this.hasBounced = false
    return done
  }

  /** A second press came too fast and was ignored: says so behind what the first one did. */
  bounced(): void {
    if (this.isBusy) this.hasBounced = true
    else this.callbacks.added(words.tooFast)
  }

  private say(sentence: string): false {
    this.callbacks.said(sentence)
    return false
  }

  /** Sends a command that does not depend on the step; retries it with the new step. */
  private async deliverAnyhow(command: Command): Promise<string | undefined> {
    for (let tries = 1; ; tries++) {
      const refusal = await this.deliver(command)
      if (refusal?.code !== 'older-step' || tries === MAX_TRIES) return refusal?.sentence
    }
  }

  private async deliver(command: Command): Promise<{ code?: string; sentence: string } | undefined> {
    const { socket, revive } = this.connection()
    const { view } = this
    if (!view || !socket.connected) return { sentence: words.noLine }
    const { pollId, step } = view.state
    const present = { pollId, step, command }
    const reply: Reply | undefined = await socket
      .timeout(ANSWER_TIMEOUT_MS)
      .emitWithAck('present', present)
      .catch(() => undefined)
    if (!reply) {
      if (socket.connected) revive()
      return { sentence: words.noAnswer }
    }
    await this.isComplete()
    return reply.ok ? undefined : { code: reply.code, sentence: sentenceOf(reply) }
  }

  /**
   * Waits for the new poll: the server sends the state before the acknowledgement and the poll after it. Ends if the
   * connection is lost.
   */
  private async isComplete(): Promise<void> {
    if (this.connection().socket.connected) await this.viewModel.isComplete()
  }
}
