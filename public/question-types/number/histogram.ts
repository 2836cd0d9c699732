/** A histogram: columns on an axis of values, with the median, the right band and the own number. */
import { shareOf } from '../../../src/core/question-types/percentages'
import { make, setProperty, setText } from '../../shared/dom'
import type { ViewOf } from '../parts'

export interface Axis {
  /** What is drawn: from the least to the most. */
  ends: readonly [number, number]
  /** The last number that stands below it. */
  last: number
  band: readonly [number, number] | undefined
  /** The distance between two numbers that can be entered: each has the middle of so much of the axis. */
  narrowest: number
  write(value: number): string
  own: number | null
  /** Whether the other round stands beside it. */
  isCompared: boolean
}

/** How much of the axis a digit above a column needs on the smallest phone. */
const DIGIT_SHARE = 0.027

export class Histogram {
  readonly element = make('div', 'histogram')
  private readonly title = make('p', 'histogram-title')
  private readonly columns = make('div', 'columns')
  private readonly band = make('i', 'band')
  private readonly median = make('i', 'median')
  private readonly own = make('i', 'own-number')
  private readonly labels = [make('span'), make('span')] as const

  /** @param title stands above it where two are compared */
  constructor(title: string) {
    setText(this.title, title)
    const [plot, axis] = [make('div', 'plot'), make('div', 'axis')]
    axis.append(...this.labels)
    plot.append(this.band, this.columns, this.median, this.own)
    this.element.append(this.title, plot, axis)
    // Whoever does not see it has the table; figures are read from left to right in every language.
    this.element.setAttribute('aria-hidden', 'true')
    this.element.dir = 'ltr'
    this.element.translate = false
  }

  update(view: ViewOf<'number'> | undefined, axis: Axis): void {
    const bins = view?.bins
    this.element.hidden = !bins
    if (!view || !bins) return
    const [from, to] = axis.ends
    const at = (value: number) => Math.min(1, Math.max(0, (value - from) / (to - from)))
    this.title.hidden = !axis.isCompared
    const largest = Math.max(...bins.votes, 1)
    while (this.columns.children.length > bins.votes.length) this.columns.lastElementChild!.remove()
    for (const [place, votes] of bins.votes.entries()) {
      const column = (this.columns.children[place] as HTMLElement | undefined) ?? this.addColumn()
      const start = bins.from + place * bins.width
      setProperty(column, '--at', at(start).toFixed(4))
      const width = at(start + bins.width) - at(start)
      setProperty(column, '--width', width.toFixed(4))
      setProperty(column, '--bar', shareOf(votes, largest).toFixed(4))
      const isReadable = votes > 0 && String(votes).length * DIGIT_SHARE <= width
      setText(column.lastElementChild as HTMLElement, isReadable ? String(votes) : '')
    }
    const half = axis.narrowest / 2
    this.mark(this.median, view.statistics && at(view.statistics.median + half))
    const isInside = axis.own !== null && axis.own >= from && axis.own < to
    this.mark(this.own, isInside ? at(axis.own! + half) : null)
    this.mark(this.band, axis.band ? at(axis.band[0]) : null)
    if (axis.band)
      setProperty(this.band, '--width', (at(axis.band[1] + axis.narrowest) - at(axis.band[0])).toFixed(4))
    setText(this.labels[0], axis.write(from))
    setText(this.labels[1], axis.write(axis.last))
  }

  private mark(mark: HTMLElement, at: number | null): void {
    mark.hidden = at === null
    if (at !== null) setProperty(mark, '--at', at.toFixed(4))
  }

  private addColumn(): HTMLElement {
    const column = make('div', 'column')
    column.append(make('span', 'bar'), make('span', 'votes'))
    this.columns.append(column)
    return column
  }
}
