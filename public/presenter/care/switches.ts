/** The switches of the care: approve first, freeze the picture, show words as a list. */
import type { CareState } from '../../../src/core/question-types/care'
import { make, setText } from '../../shared/dom'
import { careWords as words } from './words'

export type SwitchName = keyof typeof words.switches

const NAMES = Object.keys(words.switches) as SwitchName[]

export class Switches {
  readonly element = make('div', 'care-switches')
  private readonly buttons: Record<SwitchName, HTMLButtonElement>

  /** @param pressed called with what is to be */
  constructor(pressed: (name: SwitchName, isOn: boolean) => void) {
    const build = (name: SwitchName): HTMLButtonElement => {
      const button = make('button', 'switch')
      button.type = 'button'
      button.id = `care-${name}`
      button.setAttribute('role', 'switch')
      // The second half of a double click would switch it back.
      button.dataset['once'] = ''
      const label = make('span')
      label.append(make('b', '', words.switches[name].name), ' ', make('span', 'state'))
      button.append(label, make('i'))
      button.addEventListener('click', () => pressed(name, button.getAttribute('aria-checked') !== 'true'))
      return button
    }
    this.buttons = { approval: build('approval'), freeze: build('freeze'), list: build('list') }
    this.element.append(...NAMES.map(name => this.buttons[name]))
  }

  update({ needsApproval, isFrozen, isList }: CareState, hasList: boolean): void {
    const states: Record<SwitchName, boolean> = { approval: needsApproval, freeze: isFrozen, list: isList }
    for (const name of NAMES) {
      const button = this.buttons[name]
      button.setAttribute('aria-checked', String(states[name]))
      setText(button.querySelector<HTMLElement>('.state')!, words.switches[name][states[name] ? 'on' : 'off'])
    }
    this.buttons.list.hidden = !hasList
  }
}
