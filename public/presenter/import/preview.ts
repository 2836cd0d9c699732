/** The list of the preview. Long ones are drawn in pieces, so that typing and scrolling stay smooth. */
import { make, pill, setText } from '../../shared/dom'
import { FoundCard, type CardCallbacks } from './card'
import type { Item } from './items'
import { importWords as words } from './words'

/** So many are drawn at once: more than a window shows. */
const FIRST_CARDS = 20
/** So many are drawn by themselves, as many as are shown of a question bank: pages of more become slow. */
const MOST_CARDS = 1000
/** Drawing gives way to the presenter after so long. */
const SLICE_MS = 8

export class Preview {
  readonly element = make('ol', 'found-list')
  /** Draws more of them. */
  readonly more = pill('', () => this.showMore())
  private cards = new Map<string, FoundCard>()
  private items: readonly Item[] = []
  /** Items before this place are drawn. */
  private drawn = 0
  /** Items from this place on wait until somebody wants to see them. */
  private limit = MOST_CARDS
  private isWaiting = false

  constructor(private readonly callbacks: CardCallbacks) {}

  update(items: readonly Item[]): void {
    const { cards } = this
    const keys = new Set(items.map(({ key }) => key))
    for (const [key, card] of cards)
      if (!keys.has(key)) {
        card.element.remove()
        cards.delete(key)
      }
    this.items = items
    this.drawn = 0
    if (items.length <= MOST_CARDS) this.limit = MOST_CARDS
    this.draw(FIRST_CARDS)
    this.goOn()
  }

  /** The card of an item, drawn now if it is not yet. */
  cardOf(item: Item): FoundCard | undefined {
    const end = this.items.indexOf(item) + 1
    this.limit = Math.max(this.limit, end)
    this.draw(end)
    this.offerMore()
    return this.cards.get(item.key)
  }

  private draw(end: number): void {
    const { items, element, cards } = this
    for (; this.drawn < Math.min(end, items.length); this.drawn++) {
      const item = items[this.drawn]!
      const card = cards.get(item.key) ?? new FoundCard(this.callbacks)
      cards.set(item.key, card)
      card.update(item, this.drawn + 1)
      const there = element.children[this.drawn] ?? null
      if (there !== card.element) element.insertBefore(card.element, there)
    }
  }

  private offerMore(): void {
    const left = this.items.length - this.limit
    this.more.hidden = left <= 0
    if (left > 0) setText(this.more, words.showMore(Math.min(left, MOST_CARDS), left))
  }

  /** The focus goes to the first one of them. */
  private showMore(): void {
    const next = this.items[this.limit]
    this.limit += MOST_CARDS
    if (next) this.cardOf(next)?.show()
    this.goOn()
  }

  private goOn(): void {
    const end = Math.min(this.limit, this.items.length)
    const isBusy = this.drawn < end
    this.offerMore()
    this.element.setAttribute('aria-busy', String(isBusy))
    if (!isBusy || this.isWaiting) return
    this.isWaiting = true
    whenIdle(() => {
      this.isWaiting = false
      const start = performance.now()
      while (
        this.drawn < this.limit &&
        this.drawn < this.items.length &&
        performance.now() - start < SLICE_MS
      )
        this.draw(this.drawn + 5)
      this.goOn()
    })
  }
}

/** Safari 14 does not know when it is idle. */
export function whenIdle(run: () => void): void {
  if (window.requestIdleCallback) window.requestIdleCallback(run, { timeout: 200 })
  else setTimeout(run, 16)
}
