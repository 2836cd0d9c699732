/** A list of names, each with a button that takes it off the list. */
import { make, pill, written } from '../dom'

export interface RemovableEntry {
  name: string
  /** What tells it from another one with the same name. */
  id?: string
  /** What the button is called; else its text and the name. */
  label?: string
  remove: () => void
}

export class RemovableList {
  readonly element = make('div', 'removable-list')
  private drawn = ''

  /**
   * @param button what each button says, before the name of its entry
   * @param list where the page has a place for it already
   */
  constructor(
    private readonly button: string,
    title?: string,
    private readonly list: HTMLElement = make('ul'),
  ) {
    if (title) this.element.append(make('h3', '', title))
    if (!list.parentElement) this.element.append(list)
    this.element.hidden = true
  }

  /** Draws the entries. Returns whether the focus was in the list and has nowhere to be any more. */
  update(entries: readonly RemovableEntry[]): boolean {
    const now = JSON.stringify(entries.map(({ id, name }) => [id, name]))
    if (now === this.drawn) return false
    this.drawn = now
    const { element, list } = this
    const place = [...list.children].findIndex(item => item.contains(document.activeElement))
    element.hidden = entries.length === 0
    list.textContent = ''
    for (const { name, label, remove } of entries) {
      const item = make('li')
      const button = pill(this.button, remove, label)
      if (!label) button.append(make('span', 'visually-hidden', ` ${name}`))
      item.append(written('b', '', name), ' ', button)
      list.append(item)
    }
    if (place < 0) return false
    const next = list.children[Math.min(place, list.children.length - 1)]
    next?.querySelector('button')?.focus()
    return next === undefined
  }
}
