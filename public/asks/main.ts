/** The questions from the room on a voter's page. Loads when their button is first pressed. */
import type { AsksNews, OpenedAsks, OwnAsk } from '../../src/core/protocol/asks'
import type { Reply } from '../../src/core/protocol/replies'
import type { BackGesture } from '../shared/back-gesture'
import type { Connection } from '../shared/connection/connection'
import { answerTo, ANSWER_TIMEOUT_MS, sentenceOf } from '../shared/connection/request'
import { make, setText } from '../shared/dom'
import { AllAsks } from './all-asks'
import { AskForm } from './ask-form'
import { AskList } from './ask-list'
import { KeyedRows } from './keyed-rows'
import { ownRow } from './own-row'
import { Sheet } from './sheet'
import { Told } from './told'
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
  private readonly ownSection = make('section', 'own-asks')
  private readonly ownRows: KeyedRows<OwnAsk>
  private readonly closedNote = make('p', 'hint', words.closed)
  private readonly status = make('p', 'said')
  /** Outside the sheet, so that it is heard while the sheet is closed. */
  private readonly voice = make('div', 'voice visually-hidden')
  private readonly told = new Told()
  private readonly form: AskForm
  private own: OwnAsk[] = []
  private voted = new Set<number>()
  /** Votes that the server has not answered yet. */
  private readonly underWay = new Map<number, boolean>()
  private isMarked = false
  private wasOpen = true
  private timer: number | undefined

  constructor(private readonly callbacks: Callbacks) {
    const { connection, backGesture, opener } = callbacks
    const { ownSection, status, voice } = this
    this.sheet = new Sheet(opener, backGesture)
    this.form = new AskForm(connection, () => void this.enter(true))
    this.all = new AllAsks(this.asks, {
      marks: ({ id }) => ({
        isOwn: this.own.some(ask => ask.id === id || ask.into === id),
        hasVoted: this.underWay.get(id) ?? this.voted.has(id),
        isUp: callbacks.news().up?.id === id,
        isOpen: callbacks.news().isOpen,
      }),
      vote: (id, isFor) => void this.vote(id, isFor),
    })
    const list = make('ol')
    const title = make('h3', '', words.own)
    this.ownRows = new KeyedRows(list, () =>
      ownRow({
        isUp: ({ id, into }) => callbacks.news().up?.id === (into ?? id),
        edit: (id, text) => this.ask(socket => socket.emitWithAck('editAsk', { id, text }), words.changed),
        withdraw: id => void this.withdraw(id),
      }),
    )
    ownSection.setAttribute('aria-labelledby', (title.id = 'own-asks-title'))
    ownSection.append(title, list)
    status.setAttribute('role', 'status')
    voice.setAttribute('aria-live', 'polite')
    this.sheet.body.append(this.closedNote, this.form.form, status, ownSection, this.all.element)
    this.sheet.closed = () => {
      clearTimeout(this.timer)
      connection.socket.emit('closeAsks')
      this.all.renew()
    }
    document.body.append(voice)
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
    const { opener } = this.callbacks
    const mark = make('span', 'asks-mark', this.isMarked ? words.marked : '')
    const spoken = (this.isMarked ? words.markedSpoken : '') + (count ? words.countSpoken(count) : '')
    const figure = make('span', '', count ? words.count(count) : '')
    mark.setAttribute('aria-hidden', 'true')
    figure.setAttribute('aria-hidden', 'true')
    opener.replaceChildren(words.button, figure, mark, make('span', 'visually-hidden', spoken))
    opener.classList.toggle('marked', this.isMarked)
    this.closedNote.hidden = isOpen
    this.form.form.hidden = this.all.element.hidden = !isOpen
    if (isOpen !== this.wasOpen) this.turned(isOpen)
    this.tell()
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
      this.all.draw()
    })
    socket.on('ownAsks', own => this.received(own))
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
      this.voted = new Set(reply.voted)
      if (isFirst || !isOpen) this.all.renew()
      return this.received(reply.own)
    }
    if (!isOpen) return
    this.say(sentenceOf(reply))
    this.timer = window.setTimeout(() => void this.enter(isFirst), RETRY_AFTER_MS)
  }

  private received(own: OwnAsk[]): void {
    this.own = own
    this.tell()
    this.draw()
  }

  /** Tells what happened to an own question, and marks the button while the sheet is closed. */
  private tell(): void {
    for (const sentence of this.told.news(this.own, this.callbacks.news().up?.id)) {
      this.voice.append(make('p', '', sentence))
      if (this.voice.childElementCount > 5) this.voice.firstElementChild!.remove()
      if (this.sheet.isOpen) this.say(sentence)
      else if (!this.isMarked) {
        this.isMarked = true
        this.changed()
      }
    }
  }

  private draw(): void {
    this.ownSection.hidden = this.own.length === 0
    this.ownRows.update([...this.own].reverse())
    this.all.draw()
  }

  private async vote(id: number, isFor: boolean): Promise<void> {
    if (this.underWay.has(id)) return
    this.underWay.set(id, isFor)
    this.all.draw()
    const { socket } = this.callbacks.connection
    const asked = socket.timeout(ANSWER_TIMEOUT_MS).emitWithAck('voteForAsk', { id, isFor })
    const reply = await answerTo(
      socket.connected ? asked : Promise.reject(new Error('offline')),
      words.notDone,
    )
    this.underWay.delete(id)
    if (reply.ok) {
      if (isFor) this.voted.add(id)
      else this.voted.delete(id)
      const ask = this.asks.get(id)
      if (ask)
        this.asks.receive({ changed: [{ ...ask, votes: reply.votes }], gone: [], total: this.asks.total })
    }
    this.say(reply.ok ? '' : sentenceOf(reply))
    this.all.draw()
  }

  private async withdraw(id: number): Promise<void> {
    const isDone = await this.ask(socket => socket.emitWithAck('withdrawAsk', { id }), words.withdrawn)
    if (isDone) this.sheet.element.focus()
  }

  /** Resolves to whether it is done; then the own questions are read again. */
  private async ask(
    act: (socket: ReturnType<Connection['socket']['timeout']>) => Promise<Reply>,
    done: string,
  ): Promise<boolean> {
    const { socket } = this.callbacks.connection
    const asked = socket.connected
      ? act(socket.timeout(ANSWER_TIMEOUT_MS))
      : Promise.reject<Reply>(new Error('offline'))
    const reply = await answerTo(asked, words.notDone)
    this.say(reply.ok ? done : sentenceOf(reply))
    if (reply.ok) await this.enter()
    return reply.ok
  }

  private say(sentence: string): void {
    setText(this.status, sentence)
  }
}
