/**
 * The questions from the room for those who answer them: settings, what waits, what is in the list, what is done. It
 * needs a socket that may care for asks, and nothing else of its page. Loads when it is first needed.
 */
import type { AsksNews, CaredAsk } from '../../../src/core/protocol/asks'
import type { BackGesture } from '../../shared/back-gesture'
import type { ClientSocket } from '../../shared/connection/connection'
import { answerTo, ANSWER_TIMEOUT_MS, sentenceOf } from '../../shared/connection/request'
import { make, pill } from '../../shared/dom'
import type { ReportCounts } from '../../shared/reports/counts'
import { AskList } from '../ask-list'
import { actionsFor } from './actions'
import { CareList } from './care-list'
import type { CareRowCallbacks } from './care-row'
import { Caring } from './caring'
import { Lectern } from './lectern'
import { isInUse, Still } from '../still'
import { Settings } from './settings'
import { asksCareWords as words } from './words'

const STATES = ['waiting', 'shown', 'answered', 'hidden'] as const

export interface AsksCareCallbacks {
  socket: ClientSocket
  backGesture: BackGesture
  news(): AsksNews
  said(sentence: string): void
  /** Who has reported what. */
  reports: ReportCounts
  /** Saves the questions of this lesson as a file; undefined: this page may not. Resolves to the sentence to show. */
  save?: (() => Promise<string>) | undefined
  /** Reports how many wait. */
  counted(waiting: number): void
}

export class AsksCare {
  private readonly asks = new AskList<CaredAsk>()
  private readonly settings = new Settings(async change => {
    const reply = await this.caring.ask(socket => socket.emitWithAck('setAsks', change), words.changed)
    if (reply.ok) this.settings.change(change)
    return reply
  })
  private readonly lists: Record<(typeof STATES)[number], CareList>
  private readonly caring: Caring
  /** Holds the row in use. Where one goes, the next comes into its place. */
  private readonly still: Still
  private readonly lectern: Lectern
  private waiting = 0
  private timer: number | undefined

  constructor(
    private readonly place: HTMLElement,
    private readonly callbacks: AsksCareCallbacks,
  ) {
    this.still = new Still(place, () => this.rowsInUse())
    this.caring = new Caring({
      socket: callbacks.socket,
      still: change => this.still.during(change),
      changed: () => this.draw(),
      said: sentence => this.lectern.say(sentence),
      takingBack: () => this.lists.shown.heading.focus(),
    })
    const { caring } = this
    const row: CareRowCallbacks = {
      isUp: id => this.isUp(id),
      reported: id => callbacks.reports.markOf('ask', id),
      parts: id => this.asks.all.filter(ask => ask.into === id),
      actions: ask => actionsFor(ask, this.isUp(ask.id), caring.merging),
      does: (ask, does, answer) => void caring.does(ask, does, answer),
      isMerging: id => id === caring.merging,
      socket: callbacks.socket,
      said: sentence => caring.say(sentence),
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
      screen: ask => void caring.does(ask, this.isUp(ask.id) ? 'unscreen' : 'screen'),
      answered: ask => void caring.does(ask, 'answer', ''),
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
    callbacks.reports.onChange(() => this.draw())
    void this.enter()
  }

  /** What everybody is told of the asks has changed. */
  changed(): void {
    const { isOpen, onScreen } = this.callbacks.news()
    this.settings.change({ isOpen, onScreen })
    this.draw()
  }

  private build(place: HTMLElement): void {
    const { settings, caring, lists } = this
    const head = make('div', 'row')
    const opener = pill(words.lectern, () => this.lectern.open(opener))
    const { save } = this.callbacks
    head.append(opener)
    if (save) head.append(pill(words.save, () => void save().then(sentence => caring.say(sentence))))
    place.classList.add('asks-care')
    const keys = make('p', 'hint keys', words.keysHint)
    place.append(settings.element, head, caring.element, keys, ...STATES.map(state => lists[state].element))
    place.addEventListener('keydown', event => {
      if (event.key !== 'Escape' || caring.merging === undefined) return
      event.stopPropagation()
      caring.endMerging()
    })
  }

  private async enter(): Promise<void> {
    clearTimeout(this.timer)
    const { socket } = this.callbacks
    if (!socket.connected) return
    const reply = await answerTo(socket.timeout(ANSWER_TIMEOUT_MS).emitWithAck('openAsks'), words.noAnswer)
    if (!reply.ok) {
      this.timer = window.setTimeout(() => void this.enter(), 3000)
      return this.caring.say(sentenceOf(reply))
    }
    this.asks.begin(reply.asks, reply.total)
    this.settings.update(reply.settings)
    this.draw()
  }

  private rowsInUse(): HTMLElement[] {
    return [...this.place.querySelectorAll<HTMLElement>('.care-row')].filter(isInUse)
  }

  private isUp(id: number): boolean {
    return this.callbacks.news().up?.id === id
  }

  private draw(): void {
    const all = this.asks.all.filter(({ into }) => into === undefined)
    const { merging } = this.caring
    if (merging !== undefined && !all.some(({ id }) => id === merging)) this.caring.endMerging()
    if (this.rowsInUse().length === 0) this.still.release()
    this.still.during(() => {
      for (const state of STATES) this.lists[state].update(all.filter(ask => ask.state === state))
    })
    this.lectern.update(all)
    const waiting = all.filter(({ state }) => state === 'waiting').length
    if (waiting > 0 && this.waiting === 0) this.callbacks.said(words.waitingNow)
    this.waiting = waiting
    this.callbacks.counted(waiting)
  }
}
