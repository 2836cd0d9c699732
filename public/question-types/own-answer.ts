/** What somebody answered, or did not send in time, once voting is closed. */
import { make, setText, written } from '../shared/dom'
import { typeWords } from './words'

const BETWEEN = ' · '

export class OwnAnswer {
  readonly element = make('p', 'own-answer')
  private readonly head = make('b')
  private readonly parts = make('span')

  constructor() {
    this.parts.translate = false
    this.element.append(this.head, ' ', this.parts)
  }

  /**
   * @param said the parts of what counts; empty: nothing is said of it
   * @param unsent the parts of what was not sent, which is said in its place; empty: nothing
   */
  update(said: readonly string[], unsent: readonly string[]): void {
    const isUnsent = unsent.length > 0
    const parts = isUnsent ? unsent : said
    this.element.hidden = parts.length === 0
    this.element.classList.toggle('not-sent', isUnsent)
    setText(this.head, isUnsent ? typeWords.notSent : typeWords.yourAnswer)
    if (this.parts.textContent === parts.join(BETWEEN)) return
    this.parts.textContent = ''
    // Each has the direction of its own writing: in one line, Hebrew and English would change places.
    for (const [index, part] of parts.entries())
      this.parts.append(...(index > 0 ? [BETWEEN] : []), written('span', '', part))
  }
}
