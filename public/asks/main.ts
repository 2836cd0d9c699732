/** The questions from the room on a voter's page. Loads when their button is first pressed. */
import type { AsksNews, OpenedAsks } from '../../src/core/protocol/asks'
import type { Reply } from '../../src/core/protocol/replies'
import type { BackGesture } from '../shared/back-gesture'
import type { Connection, TimedSocket } from '../shared/connection/connection'
import { answerTo, ANSWER_TIMEOUT_MS, sentenceOf } from '../shared/connection/request'
import { make } from '../shared/dom'
import { OwnReports } from '../shared/reports/own-reports'
import { AllAsks } from './all-asks'
import { AskForm } from './ask-form'
import { AskList } from './ask-list'
import { drawOpener } from './opener'
import { OwnAsks } from './own-asks'
import { OwnVotes } from './own-votes'
import { Requests } from './requests'
import { Sheet } from './sheet'
import { asksWords as words } from './words'

/** Milliseconds after which a failed attempt to open them is repeated. */
const RETRY_AFTER_MS = 3000

interface Callbacks {
  connection: Connection
  backGesture: BackGesture
  opener: HTMLElement
  news(): AsksNews
}

export class Asks {
  private readonly sheet: Sheet
  private readonly asks = new AskList()
  private readonly all: AllAsks
  private readonly own: OwnAsks
  private readonly votes: OwnVotes
  private readonly reports: OwnReports<number>
  private readonly closedNote = make('p', 'hint', words.closed)
  private readonly requests: Requests
  private readonly form: AskForm
  private isMarked = false
  private wasOpen = true
  /** What was told last about an own question. */
  private lastTold = ''
  private timer: number | undefined

  constructor(private readonly callbacks: Callbacks) {
    const { connection, backGesture, opener } = callbacks
    const requests = (this.requests = new Requests(connection, () => this.all.still))
    this.sheet = new Sheet(opener, backGesture)
    this.form = new AskForm(connection, () => void this.enter(true))
    this.votes = new OwnVotes({
      ask: act => requests.ask(act),
      changed: () => this.draw(),
      counted: (id, votes) => this.counted(id, votes),
    })
    this.reports = new OwnReports((id: number) => ({ kind: 'ask', id }), {
      socket: connection.socket,
      changed: () => this.all.draw(),
      said: sentence => requests.say(sentence),
    })
    this.own = new OwnAsks({
      up: () => callbacks.news().up?.id,
      votes: id => this.asks.get(id)?.votes,
      ask: (act, done) => this.changeOwn(act, done),
      still: change => this.all.still.during(change),
      told: sentence => this.told(sentence),
      withdrawn: () => this.sheet.element.focus(),
    })
    this.all = new AllAsks(this.asks, {
      marks: ({ id }) => ({
        isOwn: this.own.has(id),
        hasVoted: this.votes.has(id),
        isUp: callbacks.news().up?.id === id,
        isOpen: callbacks.news().isOpen,
        report: this.reports.textFor(id),
        hasReported: this.reports.has(id),
      }),
      vote: (id, isFor) => void this.votes.set(id, isFor),
      writing: () => (this.form.form.contains(document.activeElement) ? document.activeElement! : undefined),
      report: id => void this.reports.turn(id),
    })
    const { closedNote, form, own, all } = this
    this.sheet.body.append(closedNote, form.form, requests.element, own.element, all.element)
    this.sheet.closed = () => {
      clearTimeout(this.timer)
      connection.socket.emit('closeAsks')
      this.all.renew()
    }
    this.listen()
    this.changed()
    void this.enter()
  }

  toggle(): void {
    if (this.sheet.isOpen) return this.sheet.close()
    this.sheet.open()
    this.isMarked = false
    this.changed()
    void this.enter(true)
  }

  /** Whether they are open, how many there are, or which one is on the screen has changed. */
  changed(): void {
    const { isOpen, count } = this.callbacks.news()
    drawOpener(this.callbacks.opener, count, this.isMarked)
    this.closedNote.hidden = isOpen
    this.form.form.hidden = this.all.element.hidden = !isOpen
    if (isOpen !== this.wasOpen) this.turned(isOpen)
    this.own.tell()
    this.draw()
  }

  /** Closed ones can be read by nobody of the audience, and some may be hidden then; open ones are read again. */
  private turned(isOpen: boolean): void {
    this.wasOpen = isOpen
    if (isOpen) return void this.enter(true)
    this.asks.begin([], 0)
    this.all.renew()
  }

  private listen(): void {
    const { socket } = this.callbacks.connection
    socket.on('asks', change => {
      this.asks.receive(change)
      this.draw()
    })
    socket.on('ownAsks', own => {
      this.own.receive(own)
      if (this.own.isEmpty) this.requests.forget(this.lastTold)
      this.draw()
    })
    // On a new connection the server does not know that they are open; and something may have been missed.
    socket.on('snapshot', ({ poll }) => {
      this.sheet.updatePoll(poll)
      void this.enter()
    })
    socket.on('poll', ({ poll }) => this.sheet.updatePoll(poll))
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) this.all.renew()
    })
    for (const name of ['ended', 'displaced', 'removed'] as const) socket.on(name, () => this.sheet.close())
  }

  /** Reads them, and goes on being sent them while the sheet is open. */
  private async enter(isFirst = false): Promise<void> {
    clearTimeout(this.timer)
    const { socket } = this.callbacks.connection
    if (!socket.connected || !this.callbacks.news().isOpen) return
    const asked = socket.timeout(ANSWER_TIMEOUT_MS).emitWithAck('openAsks')
    const reply: Reply<OpenedAsks> = await answerTo(asked, words.noAnswer)
    const { isOpen } = this.sheet
    if (!isOpen) socket.emit('closeAsks')
    if (reply.ok) {
      this.asks.begin(reply.asks, reply.total)
      this.votes.begin(reply.voted)
      this.reports.begin(reply.reported)
      if (isFirst || !isOpen) this.all.renew()
      this.own.receive(reply.own)
      if (this.own.isEmpty) this.requests.forget(this.lastTold)
      return this.draw()
    }
    if (!isOpen) return
    this.requests.say(sentenceOf(reply))
    this.timer = window.setTimeout(() => void this.enter(isFirst), RETRY_AFTER_MS)
  }

  /** Something happened to an own question: while the sheet is closed, the button is marked. */
  private told(sentence: string): void {
    this.form.settle()
    this.lastTold = sentence
    if (this.sheet.isOpen) return this.requests.say(sentence)
    if (this.isMarked) return
    this.isMarked = true
    this.changed()
  }

  private draw(): void {
    this.all.still.during(() => {
      this.own.draw()
      this.all.draw()
    })
  }

  private counted(id: number, votes: number): void {
    const { asks } = this
    const ask = asks.get(id)
    if (ask) asks.receive({ changed: [{ ...ask, votes }], gone: [], total: asks.total })
  }

  private async changeOwn(act: (socket: TimedSocket) => Promise<Reply>, done: string): Promise<boolean> {
    const { ok } = await this.requests.ask(act, done)
    if (ok) await this.enter()
    return ok
  }
}
