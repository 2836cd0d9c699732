/** A list of names, each with a button that takes it off the list. */
import { make, pill, written } from '../dom'

export interface RemovableEntry {
  name: string
  remove: () => void
}

export class RemovableList {
  readonly element = make('div', 'removable-list')
  private readonly list = make('ul')
  private drawn = ''

  /** @param button what each button says, before the name of its entry */
  constructor(
    private readonly button: string,
    title?: string,
  ) {
    if (title) this.element.append(make('h3', '', title))
    this.element.append(this.list)
    this.element.hidden = true
  }

  /** Draws the entries. Returns whether the focus was in the list and has nowhere to be any more. */
  update(entries: readonly RemovableEntry[]): boolean {
    const now = JSON.stringify(entries.map(({ name }) => name))
    if (now === this.drawn) return false
    this.drawn = now
    const { element, list } = this
    const place = [...list.children].findIndex(item => item.contains(document.activeElement))
    element.hidden = entries.length === 0
    list.textContent = ''
    for (const { name, remove } of entries) {
      const item = make('li')
      const button = pill(this.button, remove)
      button.append(make('span', 'visually-hidden', ` ${name}`))
      item.append(written('b', '', name), ' ', button)
      list.append(item)
    }
    if (place < 0) return false
    const next = list.children[Math.min(place, list.children.length - 1)]
    next?.querySelector('button')?.focus()
    return next === undefined
  }
}
