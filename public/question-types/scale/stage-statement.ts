/** A statement on the stage with its small columns, its mean and its number of answers. */
import { wholePercents } from '../../../src/core/question-types/percentages'
import type { StatementView } from '../../../src/core/question-types/scale'
import { make, setProperty, setText } from '../../shared/dom'
import { buildChoice } from '../../shared/stage/choice'
import { oneDecimal } from '../figures'
import { MeanMarks } from './mean-marks'
import { sharesOf } from './stage-points'
import type { ScaleQuestion } from './statements'

export class StageStatement {
  readonly element: HTMLElement
  readonly text: HTMLElement
  private readonly cells: HTMLElement[]
  private readonly marks = new MeanMarks()
  private readonly mean = make('p', 'statement-mean')

  constructor(letter: string, at: number, points: number) {
    const { element, text, points: shift } = buildChoice(letter, at)
    shift.remove()
    element.querySelector('.track')!.remove()
    this.element = element
    this.text = text
    this.cells = Array.from({ length: points }, () => {
      const cell = make('span', 'cell')
      cell.append(make('i', 'cell-bar before'), make('i', 'cell-bar'), make('b'))
      return cell
    })
    const figures = make('div', 'statement-figures')
    const cells = make('div', 'cells')
    // Whoever does not see it has the table.
    figures.setAttribute('aria-hidden', 'true')
    figures.dir = 'ltr'
    figures.translate = false
    cells.append(...this.cells, ...this.marks.elements)
    figures.append(cells, this.mean)
    element.append(figures)
  }

  update(now: StatementView, then: StatementView | undefined, { answer }: ScaleQuestion, top: number): void {
    const [shares, before] = [sharesOf(now), then && sharesOf(then)]
    const percents = wholePercents(now.votes)
    for (const [at, cell] of this.cells.entries()) {
      setProperty(cell, '--share', (shares[at]! / top).toFixed(4))
      setProperty(cell, '--share-then', ((before?.[at] ?? 0) / top).toFixed(4))
      setText(cell.lastElementChild as HTMLElement, String(percents[at]!))
      cell.classList.toggle('none', shares[at] === 0)
    }
    this.marks.update(now, then, answer)
    const written = (mean: number | null) => (mean === null ? '–' : oneDecimal(mean))
    this.mean.textContent = ''
    if (then) this.mean.append(make('span', 'mean-then', `${written(then.mean)} →`))
    this.mean.append(make('b', '', written(now.mean)), make('span', 'count', String(now.voters)))
  }
}
