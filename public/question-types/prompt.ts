/** What people are asked for while they type: a lozenge in the middle of the floor. */
import { make, setText } from '../shared/dom'
import { isWide, largest, type Units } from '../shared/stage/layout/measure'

/** In units. */
const LARGEST = 8

export class Prompt {
  readonly element = make('div', 'prompt')
  private readonly sentence = make('p', 'prompt-sentence')

  constructor() {
    this.element.append(make('i', 'lozenge'), this.sentence)
  }

  update(sentence: string): void {
    setText(this.sentence, sentence)
  }

  fit({ least }: Units): void {
    largest(this.sentence, { from: LARGEST, to: least, step: 0.4 }, () => !isWide(this.sentence))
  }
}
