/** The settings: whether people may ask, what waits for approval, how many a person may have, and what screens show. */
import { MAX_OPEN_ASKS, type AsksOnScreen, type AsksSettings } from '../../../src/core/protocol/asks'
import { PendingChanges } from '../../shared/connection/pending-changes'
import type { Reply } from '../../../src/core/protocol/replies'
import { labelFor, make } from '../../shared/dom'
import { asksCareWords as words } from './words'

const COUNTS = [1, 2, 3, 5, 10, MAX_OPEN_ASKS]

export class Settings {
  readonly element = make('div', 'asks-settings')
  private readonly isOpen = make('input')
  private readonly approve = make('input')
  private readonly most = make('select', 'text-field')
  private readonly onScreen = make('select', 'text-field')
  private readonly pending = new PendingChanges<AsksSettings>()
  private settings: AsksSettings | undefined

  /** @param change resolves to the server's answer */
  constructor(private readonly ask: (settings: Partial<AsksSettings>) => Promise<Reply>) {
    const { element, isOpen, approve, most, onScreen } = this
    const box = (field: HTMLInputElement, id: string, text: string, hint = '') => {
      const label = make('label', 'option')
      const said = make('span', '', text)
      field.type = 'checkbox'
      field.id = id
      if (hint) said.append(' ', make('small', 'hint', hint))
      label.append(field, said)
      return label
    }
    const field = (select: HTMLSelectElement, id: string, text: string) => {
      const both = make('p', 'asks-field')
      both.append(labelFor(select, id, text), select)
      return both
    }
    const choices: Record<AsksOnScreen, string> = words.onScreenChoices
    onScreen.append(...Object.entries(choices).map(([value, text]) => option(value, text)))
    element.append(
      box(isOpen, 'asks-open', words.isOpen, words.isOpenHint),
      box(approve, 'asks-approve', words.approve),
      field(most, 'asks-most', words.most),
      field(onScreen, 'asks-on-screen', words.onScreen),
    )
    isOpen.addEventListener('change', () => void this.set({ isOpen: isOpen.checked }))
    approve.addEventListener('change', () => void this.set({ approve: approve.checked }))
    most.addEventListener('change', () => void this.set({ most: Number(most.value) }))
    onScreen.addEventListener('change', () => void this.set({ onScreen: onScreen.value as AsksOnScreen }))
  }

  update(settings: AsksSettings): void {
    this.settings = settings
    this.draw()
  }

  /** Some of them have changed. */
  change(settings: Partial<AsksSettings>): void {
    const known = Object.entries(settings).filter(([, value]) => value !== undefined)
    if (this.settings) this.update({ ...this.settings, ...Object.fromEntries(known) })
  }

  private async set(change: Partial<AsksSettings>): Promise<void> {
    await this.pending.during(change, this.ask(change))
    this.draw()
  }

  private draw(): void {
    if (!this.settings) return
    const { isOpen, approve, most, onScreen } = this.pending.over(this.settings)
    this.isOpen.checked = isOpen
    this.approve.checked = approve
    const counts = [...new Set([...COUNTS, most])].sort((a, b) => a - b)
    if (this.most.options.length !== counts.length)
      this.most.replaceChildren(...counts.map(count => option(String(count), String(count))))
    this.most.value = String(most)
    this.onScreen.value = onScreen
  }
}

function option(value: string, text: string): HTMLOptionElement {
  const element = make('option', '', text)
  element.value = value
  return element
}
