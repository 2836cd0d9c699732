/**
 * The questions from the room for those who answer them: settings, what waits, what is in the list, what is done. It
 * needs a socket that may care for asks, and nothing else of its page. Loads when it is first needed.
 */
import type { AskAction, AsksNews, CaredAsk } from '../../../src/core/protocol/asks'
import type { Reply } from '../../../src/core/protocol/replies'
import type { BackGesture } from '../../shared/back-gesture'
import type { ClientSocket, TimedSocket } from '../../shared/connection/connection'
import { answerTo, ANSWER_TIMEOUT_MS, sentenceOf } from '../../shared/connection/request'
import { make, pill, setText } from '../../shared/dom'
import { AskList } from '../ask-list'
import { actionsFor, UNDO } from './actions'
import { CareList } from './care-list'
import type { CareRowCallbacks } from './care-row'
import { Lectern } from './lectern'
import { Settings } from './settings'
import { asksCareWords as words } from './words'

const STATES = ['waiting', 'shown', 'answered', 'hidden'] as const

export interface AsksCareCallbacks {
  socket: ClientSocket
  backGesture: BackGesture
  news(): AsksNews
  said(sentence: string): void
  /** Saves the questions of this lesson as a file; undefined: this page may not. Resolves to the sentence to show. */
  save?: (() => Promise<string>) | undefined
  /** Reports how many wait. */
  counted(waiting: number): void
}

export class AsksCare {
  private readonly asks = new AskList<CaredAsk>()
  private readonly settings = new Settings(async change => {
    const reply = await this.ask(socket => socket.emitWithAck('setAsks', change), words.changed)
    if (reply.ok) this.settings.change(change)
    return reply
  })
  private readonly lists: Record<(typeof STATES)[number], CareList>
  private readonly status = make('p', 'said')
  private readonly undo = pill(words.undo, () => void this.takeBack())
  private readonly lectern: Lectern
  private merging: number | undefined
  /** What takes the last action back. */
  private back: { id: number; action: AskAction; into?: number | undefined } | undefined
  private waiting = 0
  private timer: number | undefined

  constructor(
    place: HTMLElement,
    private readonly callbacks: AsksCareCallbacks,
  ) {
    const row: CareRowCallbacks = {
      isUp: id => this.isUp(id),
      parts: id => this.asks.all.filter(ask => ask.into === id),
      actions: ask => actionsFor(ask, this.isUp(ask.id), this.merging),
      does: (ask, does, answer) => void this.does(ask, does, answer),
      isMerging: id => id === this.merging,
    }
    this.lists = {
      waiting: new CareList('waiting', 'time', row),
      shown: new CareList('shown', 'votes', row),
      answered: new CareList('answered', 'time', row),
      hidden: new CareList('hidden', 'time', row),
    }
    this.lectern = new Lectern({
      backGesture: callbacks.backGesture,
      isUp: id => this.isUp(id),
      screen: ask => void this.does(ask, this.isUp(ask.id) ? 'unscreen' : 'screen'),
      answered: ask => void this.does(ask, 'answer', ''),
    })
    this.build(place)
    const { socket } = callbacks
    socket.on('allAsks', change => {
      this.asks.receive(change)
      this.draw()
    })
    // Another presenter may have changed them.
    socket.on('presenterState', ({ asks }) => asks && this.settings.update(asks))
    socket.on('helperState', ({ asks }) => this.settings.update(asks))
    socket.on('snapshot', () => void this.enter())
    void this.enter()
  }

  /** What everybody is told of the asks has changed. */
  changed(): void {
    const { isOpen, onScreen } = this.callbacks.news()
    this.settings.change({ isOpen, onScreen })
    this.draw()
  }

  private build(place: HTMLElement): void {
    const { settings, status, undo, lists } = this
    const head = make('div', 'row')
    const opener = pill(words.lectern, () => this.lectern.open(opener))
    const said = make('div', 'asks-said')
    undo.hidden = true
    status.setAttribute('role', 'status')
    const { save } = this.callbacks
    head.append(opener)
    if (save) head.append(pill(words.save, () => void save().then(sentence => this.say(sentence))))
    said.append(status, undo)
    place.classList.add('asks-care')
    const keys = make('p', 'hint keys', words.keysHint)
    place.append(settings.element, head, said, keys, ...STATES.map(state => lists[state].element))
    place.addEventListener('keydown', event => {
      if (event.key !== 'Escape' || this.merging === undefined) return
      event.stopPropagation()
      this.endMerging()
    })
  }

  private async enter(): Promise<void> {
    clearTimeout(this.timer)
    const { socket } = this.callbacks
    if (!socket.connected) return
    const reply = await answerTo(socket.timeout(ANSWER_TIMEOUT_MS).emitWithAck('openAsks'), words.noAnswer)
    if (!reply.ok) {
      this.timer = window.setTimeout(() => void this.enter(), 3000)
      return this.say(sentenceOf(reply))
    }
    this.asks.begin(reply.asks, reply.total)
    this.settings.update(reply.settings)
    this.draw()
  }

  private isUp(id: number): boolean {
    return this.callbacks.news().up?.id === id
  }

  private draw(): void {
    const all = this.asks.all.filter(({ into }) => into === undefined)
    if (this.merging !== undefined && !all.some(({ id }) => id === this.merging)) this.endMerging()
    for (const state of STATES) this.lists[state].update(all.filter(ask => ask.state === state))
    this.lectern.update(all)
    const waiting = all.filter(({ state }) => state === 'waiting').length
    if (waiting > 0 && this.waiting === 0) this.callbacks.said(words.waitingNow)
    this.waiting = waiting
    this.callbacks.counted(waiting)
  }

  private async does(ask: CaredAsk, action: AskAction, answer?: string): Promise<void> {
    if (action === 'merge') return this.merge(ask)
    const { into } = ask
    const sent = { id: ask.id, action, ...(action === 'answer' && { answer: answer ?? '' }) }
    const isDone = await this.care(sent, words.done[action])
    const opposite = UNDO[action]
    // To restore an ask shows it, which one that waited was not; and a line that was replaced is gone.
    const isLost = ask.state === (action === 'hide' ? 'waiting' : action === 'answer' && 'answered')
    if (isDone && opposite && !isLost) this.offerUndo({ id: ask.id, action: opposite, into })
  }

  /** The first press names what is merged, the second into what. */
  private async merge(ask: CaredAsk): Promise<void> {
    const id = this.merging
    if (id === undefined) {
      this.merging = ask.id
      this.say(words.mergeWith(ask.text))
      return this.draw()
    }
    this.endMerging()
    if (id === ask.id) return
    if (await this.care({ id, action: 'merge', into: ask.id }, words.done.merge))
      this.offerUndo({ id, action: 'unmerge' })
  }

  private endMerging(): void {
    this.merging = undefined
    this.say('')
    this.draw()
  }

  private offerUndo(back: typeof this.back): void {
    this.back = back
    this.undo.hidden = false
  }

  private async takeBack(): Promise<void> {
    const { back } = this
    if (!back) return
    this.lists.shown.heading.focus()
    const { id, action, into } = back
    await this.care({ id, action, ...(into !== undefined && { into }) }, words.done[action])
  }

  private async care(
    sent: { id: number; action: AskAction; into?: number; answer?: string },
    done: string,
  ): Promise<boolean> {
    return (await this.ask(socket => socket.emitWithAck('careForAsk', sent), done)).ok
  }

  private async ask(act: (socket: TimedSocket) => Promise<Reply>, done: string): Promise<Reply> {
    const asked = act(this.callbacks.socket.timeout(ANSWER_TIMEOUT_MS))
    const reply = await answerTo(asked, words.noAnswer)
    this.say(reply.ok ? done : sentenceOf(reply))
    return reply
  }

  private say(sentence: string): void {
    this.back = undefined
    this.undo.hidden = true
    setText(this.status, sentence)
    this.lectern.say(sentence)
  }
}
