/** The lectern view: the three questions with most votes in letters that are read standing, over the whole page. */
import type { CaredAsk } from '../../../src/core/protocol/asks'
import type { BackGesture } from '../../shared/back-gesture'
import { make, pill, setText } from '../../shared/dom'
import { askParts, type AskParts } from '../ask-parts'
import { sorted } from '../steady-order'
import { isInUse, Still } from '../still'
import { asksWords } from '../words'
import { asksCareWords as words } from './words'

const COUNT = 3
const FOCUSABLE = 'button:not([disabled]):not(.away)'

interface Callbacks {
  backGesture: BackGesture
  isUp(id: number): boolean
  /** Puts it on the screen, or takes it off. */
  screen(ask: CaredAsk): void
  answered(ask: CaredAsk): void
}

interface Place {
  element: HTMLElement
  parts: AskParts
  votes: HTMLElement
  screen: HTMLButtonElement
  ask: CaredAsk | undefined
}

export class Lectern {
  private readonly element = make('div', 'asks-lectern')
  private readonly status = make('p', 'said')
  private readonly nothing = make('p', 'lectern-none', words.lecternNone)
  private readonly renewer = pill(words.reorder, () => this.renew())
  private readonly places: Place[]
  private readonly list = make('ol')
  private readonly still = new Still(this.list, () =>
    this.places.map(({ element }) => element).filter(isInUse),
  )
  private opener: HTMLElement | undefined
  private outside: HTMLElement[] = []
  private asks: CaredAsk[] = []
  private ids: number[] = []

  constructor(private readonly callbacks: Callbacks) {
    const { element, status, list, renewer } = this
    const head = make('header')
    const title = make('h2', '', words.lecternTitle)
    const close = pill(words.close, this.close)
    element.hidden = true
    element.tabIndex = -1
    element.setAttribute('role', 'dialog')
    element.setAttribute('aria-modal', 'true')
    element.setAttribute('aria-labelledby', (title.id = 'lectern-title'))
    status.setAttribute('role', 'status')
    head.append(title, renewer, close)
    this.places = Array.from({ length: COUNT }, (_none, place) => this.place(place))
    list.append(...this.places.map(place => place.element))
    element.append(head, this.nothing, list, status, make('p', 'hint keys', words.lecternHint))
    document.body.append(element)
    element.addEventListener('keydown', event => this.typed(event))
  }

  open(opener: HTMLElement): void {
    this.opener = opener
    this.element.hidden = false
    this.outside = [...document.body.children].filter(
      (each): each is HTMLElement => each instanceof HTMLElement && each !== this.element && !each.inert,
    )
    for (const each of this.outside) each.inert = true
    this.renew()
    this.element.focus()
    this.callbacks.backGesture.opened(this.close)
  }

  private readonly close = (): void => {
    if (this.element.hidden) return
    for (const each of this.outside.splice(0)) each.inert = false
    this.element.hidden = true
    this.opener?.focus()
    this.callbacks.backGesture.closed(this.close)
  }

  /** All asks. The three stay in their places until one of them is done, or somebody asks for the new order. */
  update(asks: CaredAsk[]): void {
    this.asks = asks
    if (this.element.hidden) return
    const wanted = this.top().map(({ id }) => id)
    const isKept = this.ids.every(id => asks.some(ask => ask.id === id && isOpen(ask)))
    if (!isKept || this.ids.length < wanted.length) return this.renew()
    this.renewer.classList.toggle('away', wanted.join() === this.ids.join())
    this.still.during(() => this.draw())
  }

  say(sentence: string): void {
    setText(this.status, sentence)
  }

  private top(): CaredAsk[] {
    return sorted(this.asks.filter(isOpen), 'votes').slice(0, COUNT)
  }

  private renew(): void {
    this.ids = this.top().map(({ id }) => id)
    this.still.release()
    if (document.activeElement === this.renewer) this.element.focus()
    this.renewer.classList.add('away')
    this.draw()
  }

  private draw(): void {
    this.nothing.hidden = this.ids.length > 0
    this.places.forEach((place, index) => {
      const ask = this.asks.find(({ id }) => id === this.ids[index])
      place.ask = ask
      if (!ask && place.element.contains(document.activeElement)) this.element.focus()
      place.element.hidden = !ask
      if (!ask) return
      const isUp = this.callbacks.isUp(ask.id)
      place.parts.update(ask, isUp ? [asksWords.onScreen] : [])
      setText(place.votes, words.votes(ask.votes))
      setText(place.screen, isUp ? words.actions.unscreen : words.actions.screen)
      place.element.classList.toggle('up', isUp)
    })
  }

  private place(index: number): Place {
    const element = make('li')
    const parts = askParts()
    const votes = make('b', 'lectern-votes')
    const row = make('div', 'row')
    const place: Place = { element, parts, votes, ask: undefined, screen: pill('', () => this.screen(place)) }
    place.screen.setAttribute('aria-keyshortcuts', String(index + 1))
    const done = pill(words.lecternAnswered, () => this.answered(place))
    done.setAttribute('aria-keyshortcuts', `Shift+${index + 1}`)
    row.append(votes, place.screen, done)
    element.append(parts.element, row)
    return place
  }

  private screen({ ask }: Place): void {
    if (ask) this.callbacks.screen(ask)
  }

  private answered({ ask }: Place): void {
    if (ask) this.callbacks.answered(ask)
  }

  private typed(event: KeyboardEvent): void {
    // Keys of the page, such as those of a clicker, have no effect under it.
    event.stopPropagation()
    if (event.key === 'Escape') return this.close()
    if (event.key === 'Tab') return this.hold(event)
    if (event.repeat || event.ctrlKey || event.altKey || event.metaKey) return
    // With Shift the key has another sign, which depends on the keyboard.
    const place = this.places[Number(/^(?:Digit|Numpad)([1-3])$/.exec(event.code)?.[1] ?? event.key) - 1]
    if (!place?.ask) return
    event.preventDefault()
    if (event.shiftKey) this.answered(place)
    else this.screen(place)
  }

  /** Tab goes from the last element to the first. */
  private hold(event: KeyboardEvent): void {
    const inside = [...this.element.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
      each => each.getClientRects().length > 0,
    )
    const [first, last] = [inside[0]!, inside[inside.length - 1]!]
    const { activeElement } = document
    if (event.shiftKey ? activeElement !== first && activeElement !== this.element : activeElement !== last)
      return
    event.preventDefault()
    ;(event.shiftKey ? last : first).focus()
  }
}

function isOpen({ state, into }: CaredAsk): boolean {
  return state === 'shown' && into === undefined
}
