/** Counts the characters of a field for a question. */
import { MAX_ASK_LENGTH } from '../../src/core/limits/input-limits'
import { make, setText } from '../shared/dom'
import { asksWords as words } from './words'

export class LengthCount {
  readonly element = make('p', 'hint')

  constructor(
    private readonly field: HTMLTextAreaElement | HTMLInputElement,
    id: string,
  ) {
    field.setAttribute('aria-describedby', (this.element.id = id))
    field.addEventListener('input', () => this.update())
    this.update()
  }

  get isOver(): boolean {
    return this.field.value.trim().length > MAX_ASK_LENGTH
  }

  update(): void {
    setText(this.element, words.length(this.field.value.trim().length, MAX_ASK_LENGTH))
    this.element.classList.toggle('over', this.isOver)
  }
}
