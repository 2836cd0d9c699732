/** Upright bars beside each other: the votes of points of a scale, or of bins of numbers. */
import { make, setProperty, setText } from '../../../shared/dom'
import type { Columns } from './picture'

/** With more characters above all bars together, there are no figures above them. */
const MAX_FIGURES = 22
/** Of more columns, empty ones have no figure. */
const MAX_WITH_ZEROS = 6

export class ColumnChart {
  readonly element = make('div', 'column-chart')
  private readonly bars = make('div', 'columns')
  private readonly mark = make('i', 'mark')
  private readonly labels = make('div', 'labels')

  constructor() {
    const area = make('div', 'column-area')
    area.append(this.bars, this.mark)
    this.element.append(area, this.labels)
    for (const each of [this.bars, this.labels]) {
      each.translate = false
      each.dir = 'ltr'
    }
  }

  update({ votes, before, isRight, labels, mark }: Columns): void {
    const most = Math.max(1, ...votes, ...(before ?? []))
    const hasZeros = votes.length <= MAX_WITH_ZEROS
    const figures = votes.map(count => (count > 0 || hasZeros ? String(count) : ''))
    const hasFigures = figures.join('').length <= MAX_FIGURES && votes.every(count => count < 1000)
    resize(this.bars, votes.length, () => {
      const column = make('div', 'column')
      column.append(make('i', 'before'), make('i', 'now'), make('span', 'figure'))
      return column
    })
    votes.forEach((count, place) => {
      const column = this.bars.children[place] as HTMLElement
      column.classList.toggle('right', isRight[place] === true)
      setProperty(column, '--share', (count / most).toFixed(4))
      setProperty(column, '--before', ((before?.[place] ?? 0) / most).toFixed(4))
      setText(column.lastElementChild as HTMLElement, hasFigures ? figures[place]! : '')
    })
    this.bars.classList.toggle('two', before !== undefined)
    resize(this.labels, labels.length, () => make('span'))
    labels.forEach((label, place) => setText(this.labels.children[place] as HTMLElement, label))
    this.labels.classList.toggle('ends', labels.length < votes.length)
    this.mark.hidden = mark === null
    setProperty(this.mark, '--at', (mark ?? 0).toFixed(4))
  }
}

/** Gives an element so many children; those that are there already stay. */
export function resize(place: HTMLElement, count: number, create: () => HTMLElement): void {
  while (place.children.length > count) place.lastElementChild!.remove()
  while (place.children.length < count) place.append(create())
}
