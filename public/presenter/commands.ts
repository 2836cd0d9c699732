/** Owns what a presenter says to the server: one command at a time, for the poll and step it was meant for. */
import type { Command, Question, Reply } from '../../src/core/protocol/events'
import { listProblem } from '../../src/core/room/presenter-commands'
import { refuse } from '../../src/core/protocol/refusals'
import { chunks } from './chunk-questions'
import type { Connection } from '../shared/connection/connection'
import { ANSWER_TIMEOUT, sentenceOf } from '../shared/connection/request'
import { DeskNews, type Desk } from './presenter-state'
import { presenterWords as words } from './words'

/** Times a part of the list is sent again because the other presenter did something. */
const MAX_TRIES = 5

interface Listeners {
  changed(desk: Desk): void
  /** A sentence for the presenter. */
  said(sentence: string): void
  /** A command is on its way, or not any more. */
  busy(isBusy: boolean): void
}

export class Commands {
  /** Hears what the line brings. */
  readonly hears: DeskNews
  private isBusy = false
  /** Whether something was wanted meanwhile: it meant a step that was over before it could be sent. */
  private hasMissed = false

  constructor(
    private readonly connection: () => Connection,
    private readonly listeners: Listeners,
  ) {
    this.hears = new DeskNews((desk, isOtherStep) => {
      listeners.changed(desk)
      // What was said of an earlier step is over; what we do ourselves says its own.
      if (isOtherStep && !this.isBusy) listeners.said('')
    })
  }

  get desk(): Desk | undefined {
    return this.hears.desk
  }

  /** Does this if nothing else is under way: a double click does one thing once. Resolves to whether it was done. */
  async send(command: Command): Promise<boolean> {
    return this.alone(async () => {
      const lectern = this.desk?.lectern
      const meant = command.name === 'next' ? lectern?.upcoming : command.name
      const refusal = await this.deliver(command)
      if (lectern && meant === null && refusal?.code === 'already-so')
        return this.say(words.nothingNext(lectern.prepared.length))
      this.listeners.said(refusal?.sentence ?? (meant && words.done[meant]) ?? '')
      return !refusal
    })
  }

  /** Puts questions behind the list, in messages that are small enough. */
  async prepare(questions: Question[]): Promise<boolean> {
    return this.alone(async () => {
      const full = listProblem(this.desk?.lectern.prepared ?? [], questions)
      if (full) return this.say(refuse(full).message)
      for (const part of chunks(questions)) {
        const refusal = await this.deliverAnyhow({ name: 'prepare', questions: part })
        if (refusal) return this.say(refusal)
      }
      this.listeners.said(words.added(questions.length))
      return true
    })
  }

  /** Does what changes the room if nothing else is under way. Resolves to whether it was done. */
  async alone(act: () => Promise<boolean>): Promise<boolean> {
    if (this.isBusy) {
      this.hasMissed = true
      return false
    }
    this.isBusy = true
    this.listeners.busy(true)
    const done = await act()
    await this.whole()
    this.isBusy = false
    this.listeners.busy(false)
    if (this.hasMissed) this.listeners.said(words.tooSoon)
    this.hasMissed = false
    return done
  }

  private say(sentence: string): false {
    this.listeners.said(sentence)
    return false
  }

  /** For what does not depend on the step it was meant for. */
  private async deliverAnyhow(command: Command): Promise<string | undefined> {
    for (let tries = 1; ; tries++) {
      const refusal = await this.deliver(command)
      if (refusal?.code !== 'older-step' || tries === MAX_TRIES) return refusal?.sentence
    }
  }

  private async deliver(command: Command): Promise<{ code?: string; sentence: string } | undefined> {
    const { socket, revive } = this.connection()
    const { desk } = this
    if (!desk || !socket.connected) return { sentence: words.noLine }
    const { pollId, step } = desk.lectern
    const present = { pollId, step, command }
    const reply: Reply | undefined = await socket
      .timeout(ANSWER_TIMEOUT)
      .emitWithAck('present', present)
      .catch(() => undefined)
    if (!reply) {
      if (socket.connected) revive()
      return { sentence: words.noAnswer }
    }
    await this.whole()
    return reply.ok ? undefined : { code: reply.code, sentence: sentenceOf(reply) }
  }

  /** The lectern comes before the acknowledgement, another poll follows at once; on a lost line neither. */
  private async whole(): Promise<void> {
    if (this.connection().socket.connected) await this.hears.whole()
  }
}
