/** Owns what the presenter's page knows and says: the poll, the lectern, and one command at a time. Draws nothing. */
import type { Command, Lectern, PollNews, Question, Reply } from '../src/core/events'
import { MAX_PREPARED } from '../src/core/lecture'
import { chunks } from './chunks'
import type { Connection, SnapshotReason } from './connection'
import { presenterWords as words } from './presenter-words'

/** Milliseconds to wait for an acknowledgement before the line is taken for dead. */
const ANSWER_TIMEOUT = 5000
/** Times a part of the list is sent again because the other presenter did something. */
const MAX_TRIES = 5

/** Poll and lectern of one and the same step. */
export interface Desk {
  news: PollNews
  lectern: Lectern
}

interface Listeners {
  changed(desk: Desk): void
  /** A sentence for the presenter. */
  said(sentence: string): void
  /** A command is on its way, or not any more. */
  busy(isBusy: boolean): void
}

export class LecternLine {
  private news: PollNews | undefined
  private lectern: Lectern | undefined
  /** The poll of a step comes behind its lectern; until then nothing may be said of either. */
  private isWhole = false
  private lecternFollows = false
  private isBusy = false
  private waiting: (() => void)[] = []

  constructor(
    private readonly connection: () => Connection,
    private readonly listeners: Listeners,
  ) {}

  get desk(): Desk | undefined {
    return this.news && this.lectern && { news: this.news, lectern: this.lectern }
  }

  /** A fresh line: the lectern follows at once. */
  joined(news: PollNews, why: SnapshotReason): void {
    this.news = news
    if (why === 'check') return this.settle()
    this.lecternFollows = true
    this.isWhole = false
  }

  heardLectern(lectern: Lectern): void {
    this.lectern = lectern
    this.isWhole = this.lecternFollows
    this.lecternFollows = false
    this.settle()
  }

  heardPoll(news: PollNews): void {
    this.news = news
    this.isWhole = true
    this.settle()
  }

  /** The line is gone: nobody waits for what it would have brought. */
  lost(): void {
    this.isWhole = false
    this.goOn()
  }

  /** Does this if nothing else is under way: a double click does one thing once. Resolves to whether it was done. */
  async send(command: Command): Promise<boolean> {
    return this.alone(async () => {
      const meant = command.name === 'next' ? this.lectern?.upcoming : command.name
      const refusal = await this.deliver(command)
      this.listeners.said(refusal?.sentence ?? (meant && words.done[meant]) ?? '')
      return !refusal
    })
  }

  /** Puts questions behind the list, in messages that are small enough. */
  async prepare(questions: Question[]): Promise<boolean> {
    return this.alone(async () => {
      if ((this.lectern?.prepared.length ?? 0) + questions.length > MAX_PREPARED)
        return this.say(words.refusals['list-full'])
      for (const part of chunks(questions)) {
        const refusal = await this.deliverAnyhow({ name: 'prepare', questions: part })
        if (refusal) return this.say(refusal)
      }
      this.listeners.said(words.added(questions.length))
      return true
    })
  }

  private async alone(act: () => Promise<boolean>): Promise<boolean> {
    if (this.isBusy) return false
    this.isBusy = true
    this.listeners.busy(true)
    const done = await act()
    this.isBusy = false
    this.listeners.busy(false)
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
    const { pollId } = desk.news.poll
    const present = { pollId, step: desk.lectern.step, command }
    const reply: Reply | undefined = await socket
      .timeout(ANSWER_TIMEOUT)
      .emitWithAck('present', present)
      .catch(() => undefined)
    if (!reply) {
      if (socket.connected) revive()
      return { sentence: words.noAnswer }
    }
    // The news of what was done, by us or by the other presenter, comes first or follows at once.
    if (!this.isWhole) await new Promise<void>(resolve => this.waiting.push(resolve))
    return reply.ok ? undefined : { code: reply.code, sentence: words.refusals[reply.code] ?? reply.message }
  }

  private settle(): void {
    if (!this.isWhole || !this.desk) return
    this.listeners.changed(this.desk)
    this.goOn()
  }

  private goOn(): void {
    for (const resolve of this.waiting.splice(0)) resolve()
  }
}
