/** What belongs to no question: each sentence once, with the lines it is about; and the way to what cannot be asked. */
import { make, pill } from '../../shared/dom'
import type { CardCallbacks } from './card'
import { leftOut, type Item, type Trouble } from './items'
import { placeLink } from './place-link'
import { importWords as words } from './words'

/** More places of one sentence are folded. */
const SHOWN_PLACES = 6
/** More are said by their number only: each has its sentence in its card. */
const MOST_LINKS = 30

interface Callbacks extends Pick<CardCallbacks, 'quote' | 'shown'> {
  /** Leads to a question. */
  found: (item: Item) => void
}

export class TroubleList {
  readonly element = make('div', 'found-troubles')
  private drawn = ''

  constructor(private readonly callbacks: Callbacks) {}

  update(troubles: readonly Trouble[], items: readonly Item[]): void {
    const blocked = items.flatMap((item, index) =>
      item.canBeTaken || item.isAdded ? [] : [{ item, number: index + 1 }],
    )
    const now = JSON.stringify([
      troubles.map(trouble => [
        trouble,
        trouble.places.slice(0, 50).map(place => this.callbacks.quote(place)),
      ]),
      blocked.map(({ item, number }) => [item.key, number]),
    ])
    if (now === this.drawn) return
    this.drawn = now
    const { element } = this
    element.textContent = ''
    const grave = troubles.filter(({ isNote }) => !isNote)
    const notes = troubles.filter(({ isNote }) => isNote)
    if (grave.length > 0) element.append(this.section(words.notUnderstood, grave))
    if (blocked.length > 0) element.append(this.blocked(blocked))
    if (notes.length === 0) return
    const folded = make('details', 'found-notes')
    const left = leftOut(notes)
    const summary = left.count > 0 ? words.leftOut(left) : words.notes
    folded.append(make('summary', '', summary), ...notes.map(each => this.trouble(each)))
    element.append(folded)
  }

  private section(name: string, troubles: readonly Trouble[]): HTMLElement {
    const section = make('div', 'found-trouble grave')
    section.append(make('h3', '', name), ...troubles.map(each => this.trouble(each)))
    return section
  }

  private trouble({ sentence, places }: Trouble): HTMLElement {
    const part = make('div', 'trouble')
    const list = (shown: Trouble['places']) => {
      const entries = make('ul')
      for (const place of shown) {
        const entry = make('li')
        entry.append(placeLink(place, this.callbacks))
        entries.append(entry)
      }
      return entries
    }
    part.append(make('p', '', sentence), list(places.slice(0, SHOWN_PLACES)))
    const others = places.slice(SHOWN_PLACES)
    if (others.length === 0) return part
    const folded = make('details')
    folded.append(make('summary', '', words.morePlaces(others.length)))
    folded.addEventListener('toggle', () => folded.append(list(others)), { once: true })
    part.append(folded)
    return part
  }

  private blocked(blocked: readonly { item: Item; number: number }[]): HTMLElement {
    const section = make('div', 'found-trouble blocked-links')
    const row = make('div', 'row')
    for (const { item, number } of blocked.slice(0, MOST_LINKS))
      row.append(pill(String(number), () => this.callbacks.found(item), words.goTo(number)))
    if (blocked.length > MOST_LINKS) row.append(make('span', '', '…'))
    section.append(make('h3', '', words.cannotBeAsked), row)
    return section
  }
}
