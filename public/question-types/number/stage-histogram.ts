/** The histogram of a number on the stage: columns on an axis of values, the median, and the band of what is right. */
import { bandOf } from '../../../src/core/question-types/number'
import { make, setProperty, setText } from '../../shared/dom'
import type { ResultMoment, ViewOf } from '../parts'
import { AxisLabels, DIGIT_EMS } from './axis-labels'
import { writtenValue } from './written'
import { numberStageWords as words } from './stage-words'

type View = ViewOf<'number'>
type Bins = NonNullable<View['bins']>

/** In units. */
const LABEL = 3.6

export class StageHistogram {
  readonly element = make('div', 'histogram')
  private readonly far = [make('span'), make('span')] as const
  private readonly band = make('i', 'band')
  private readonly before = make('div', 'bins before')
  private readonly now = make('div', 'bins')
  private readonly medians = [make('i', 'median before'), make('i', 'median')] as const
  private readonly labels = new AxisLabels()
  private shown: ResultMoment<'number'> | undefined

  constructor() {
    const [head, plot] = [make('p', 'far'), make('div', 'plot')]
    head.append(...this.far)
    plot.append(this.band, this.before, this.now, ...this.medians)
    this.element.append(head, plot, this.labels.element)
    // Whoever does not see it has the table; numbers run from left to right in every language.
    this.element.setAttribute('aria-hidden', 'true')
    this.element.dir = 'ltr'
    this.element.translate = false
  }

  update(moment: ResultMoment<'number'>): void {
    this.shown = moment
    const { question, view, earlier } = moment
    const bins = view.bins!
    const narrowest = 10 ** -question.answer.decimals
    const [from, to] = axisOf(bins, earlier?.bins)
    const at = (value: number) => Math.min(1, Math.max(0, (value - from) / (to - from)))
    const band = bandOf(question.right)
    const top = Math.max(densest(view), earlier ? densest(earlier) : 0)
    const isRight = (value: number) => !band || (value + bins.width > band[0] && value <= band[1])
    drawBins(this.before, earlier, at, top, () => true)
    drawBins(this.now, view, at, top, isRight)
    this.element.classList.toggle('compared', earlier?.bins != null)
    for (const [mark, statistics] of [
      [this.medians[0], earlier?.statistics ?? null],
      [this.medians[1], view.statistics],
    ] as const) {
      mark.hidden = statistics === null
      if (statistics) setProperty(mark, '--at', at(statistics.median + narrowest / 2).toFixed(4))
    }
    this.band.hidden = !band
    if (band) {
      const [low, high] = [at(band[0]), at(band[1] + narrowest)]
      setProperty(this.band, '--at', low.toFixed(4))
      setProperty(this.band, '--width', (high - low).toFixed(4))
      // What is right may be further off than any answer.
      this.band.classList.toggle('beyond-start', high === 0)
      this.band.classList.toggle('beyond-end', low === 1)
    }
    const write = (value: number) => writtenValue(question, value)
    const end = bins.from + bins.width * bins.votes.length - narrowest
    setText(this.far[0], bins.below > 0 ? words.below(bins.below, write(bins.from)) : '')
    setText(this.far[1], bins.above > 0 ? words.above(bins.above, write(end)) : '')
  }

  /** Writes as many labels below the columns, and figures above them, as have room. Both in units. */
  fit(width: number, least: number): void {
    const { question, view, earlier } = this.shown!
    const bins = view.bins!
    const size = Math.max(LABEL, least)
    const [from, to] = axisOf(bins, earlier?.bins)
    this.labels.update(question, bins, [from, to], width / size)
    const room = (bins.width / (to - from)) * (width / size)
    const digits = String(Math.max(...bins.votes)).length
    this.now.classList.toggle('crowded', digits * DIGIT_EMS > room)
  }
}

/** From the least to the most that is drawn, the same for both rounds. */
function axisOf(bins: Bins, before: Bins | null | undefined): [number, number] {
  const all = [bins, ...(before ? [before] : [])]
  return [
    Math.min(...all.map(({ from }) => from)),
    Math.max(...all.map(({ from, width, votes }) => from + width * votes.length)),
  ]
}

/** The tallest column: its area is the share of people. */
function densest({ bins, voters }: View): number {
  return bins && voters > 0 ? Math.max(...bins.votes) / bins.width / voters : 0
}

function drawBins(
  place: HTMLElement,
  view: View | undefined,
  at: (value: number) => number,
  top: number,
  isRight: (value: number) => boolean,
): void {
  const { bins, voters = 1 } = view ?? {}
  const votes = bins?.votes ?? []
  while (place.children.length > votes.length) place.lastElementChild!.remove()
  while (place.children.length < votes.length) {
    const bin = make('span', 'bin')
    bin.append(make('i'), make('b'))
    place.append(bin)
  }
  const most = Math.max(...votes)
  for (const [index, count] of votes.entries()) {
    const bin = place.children[index] as HTMLElement
    const start = bins!.from + index * bins!.width
    setProperty(bin, '--at', at(start).toFixed(4))
    setProperty(bin, '--width', (at(start + bins!.width) - at(start)).toFixed(4))
    setProperty(bin, '--share', (top > 0 ? count / bins!.width / voters / top : 0).toFixed(4))
    setText(bin.lastElementChild as HTMLElement, count > 0 ? String(count) : '')
    bin.classList.toggle('tallest', count === most)
    bin.classList.toggle('faded', !isRight(start))
  }
}
