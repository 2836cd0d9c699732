/** What both ends of a scale are called, on one line with its points. */
import { make, setText, written } from '../../shared/dom'
import { endsOf, type ScaleQuestion } from './statements'

export class EndsRow {
  readonly element = make('p', 'scale-ends')
  private readonly names = [written('span', '', ''), written('span', '', '')] as const

  constructor() {
    for (const name of this.names) {
      name.translate = false
      // The end itself lies where the page's direction puts it, whatever its name is written in.
      const end = make('span')
      end.append(name)
      this.element.append(end)
    }
  }

  update(question: ScaleQuestion): void {
    const ends = endsOf(question)
    this.element.hidden = ends.join('') === ''
    for (const [place, name] of this.names.entries()) setText(name, ends[place]!)
  }
}
