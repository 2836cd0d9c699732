/** The list of the preview. Long ones are drawn in pieces, so that typing and scrolling stay smooth. */
import { make } from '../../shared/dom'
import { FoundCard, type CardCallbacks } from './card'
import type { Item } from './items'

/** So many are drawn at once: more than a window shows. */
const FIRST_CARDS = 20
/** Drawing gives way to the presenter after so long. */
const SLICE_MS = 8

export class Preview {
  readonly element = make('ol', 'found-list')
  private cards = new Map<string, FoundCard>()
  private items: readonly Item[] = []
  /** Items before this place are drawn. */
  private drawn = 0
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
    this.draw(FIRST_CARDS)
    this.goOn()
  }

  /** The card of an item, drawn now if it is not yet. */
  cardOf(item: Item): FoundCard | undefined {
    this.draw(this.items.indexOf(item) + 1)
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

  private goOn(): void {
    const isBusy = this.drawn < this.items.length
    this.element.setAttribute('aria-busy', String(isBusy))
    if (!isBusy || this.isWaiting) return
    this.isWaiting = true
    whenIdle(() => {
      this.isWaiting = false
      const start = performance.now()
      while (this.drawn < this.items.length && performance.now() - start < SLICE_MS) this.draw(this.drawn + 5)
      this.goOn()
    })
  }
}

/** Safari 14 does not know when it is idle. */
export function whenIdle(run: () => void): void {
  if (window.requestIdleCallback) window.requestIdleCallback(run, { timeout: 200 })
  else setTimeout(run, 16)
}
