/** The tab on the edge of what somebody answered: recorded, on its way, or kept until there is a connection. */
import { make, setText } from '../shared/dom'
import type { VoteMark } from '../shared/poll/choice-rows'
import { words } from '../shared/words'
import { typeWords } from './words'

export class OwnTab {
  readonly element = make('span', 'own-tab')

  constructor() {
    this.update('')
  }

  update(mark: VoteMark): void {
    this.element.dataset['mark'] = mark
    this.element.hidden = !mark
    const { sending, kept } = words.tabs
    setText(this.element, mark === '' ? '' : { recorded: typeWords.yours, sending, kept }[mark])
  }
}
