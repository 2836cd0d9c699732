/** A list of asks in one state: it stays as it is while it is in use, and is worked through by keys. */
import type { CaredAsk } from '../../../src/core/protocol/asks'
import { FIELDS, make, pill, setText } from '../../shared/dom'
import { KeyedRows } from '../../shared/keyed-rows'
import { SteadyOrder, type SortBy } from '../steady-order'
import { careRow, type CareRow, type CareRowCallbacks } from './care-row'
import { asksCareWords as words } from './words'

export class CareList {
  readonly element = make('section', 'care-list')
  readonly heading = make('h3')
  private readonly nothing: HTMLElement
  private readonly list = make('ol')
  private readonly renewer = pill('', () => this.renew())
  private readonly rows: KeyedRows<CaredAsk>
  private readonly order = new SteadyOrder<CaredAsk>()
  private asks: CaredAsk[] = []

  /** @param by newest first where nothing was voted for yet */
  constructor(
    private readonly name: keyof typeof words.titles,
    by: SortBy,
    callbacks: CareRowCallbacks,
  ) {
    const { element, heading, list, renewer } = this
    this.order.by = by
    this.rows = new KeyedRows(list, () => careRow(callbacks))
    this.nothing = make('p', 'hint', words.none[name])
    heading.tabIndex = -1
    heading.id = `asks-${name}`
    element.setAttribute('aria-labelledby', heading.id)
    renewer.classList.add('renewer')
    element.append(heading, renewer, this.nothing, list)
    list.addEventListener('keydown', event => this.typed(event))
    for (const kind of ['focusout', 'pointerleave'])
      list.addEventListener(kind, () => setTimeout(() => !this.isInUse && this.renew()))
  }

  /** Whether somebody is at it: then nothing may move under the pointer. */
  private get isInUse(): boolean {
    return this.list.matches(':focus-within, :hover')
  }

  update(asks: CaredAsk[]): void {
    this.asks = asks
    setText(this.heading, words.titles[this.name](asks.length))
    this.nothing.hidden = asks.length > 0
    if (this.isInUse && this.list.childElementCount > 0) this.draw()
    else this.renew()
  }

  private renew(): void {
    this.order.renew(this.asks)
    this.draw()
  }

  private draw(): void {
    const held = this.list.contains(document.activeElement) ? (document.activeElement as HTMLElement) : null
    const place = held ? this.placeOf(held) : -1
    const { shown, fresh, isStale } = this.order.read(this.asks)
    this.rows.update(shown)
    this.renewer.classList.toggle('away', fresh === 0 && !isStale)
    setText(this.renewer, fresh > 0 ? words.fresh(fresh) : words.reorder)
    // Its ask has gone to another list: the next key is for the one that has come into its place.
    if (held && !held.isConnected) this.focus(place, held.dataset['key'])
  }

  private typed(event: KeyboardEvent): void {
    const target = event.target as HTMLElement
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || target.closest(FIELDS)) return
    const place = this.placeOf(target)
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      event.preventDefault()
      const count = this.list.childElementCount
      return this.focus(Math.min(Math.max(place + step, 0), count - 1), target.dataset['key'])
    }
    const ask = this.order.read(this.asks).shown[place]
    const row = ask && (this.rows.get(ask.id) as CareRow | undefined)
    if (/^[a-z]$/i.test(event.key) && row?.press(event.key.toUpperCase())) event.preventDefault()
  }

  private placeOf(element: Element): number {
    return [...this.list.children].findIndex(child => child.contains(element))
  }

  /** Focuses the same button of the ask at a place; without asks, the heading. */
  private focus(place: number, key = ''): void {
    const { children } = this.list
    const row = children[Math.min(place, children.length - 1)]
    const button =
      row?.querySelector<HTMLElement>(`.row [data-key="${key}"]`) ??
      row?.querySelector<HTMLElement>('.row button')
    ;(button ?? this.heading).focus()
  }
}
