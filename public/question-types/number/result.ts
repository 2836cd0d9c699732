/** The result of a number question on phones: a histogram with the median and the right band, and what it sums up to. */
import { bandOf, number } from '../../../src/core/question-types/number'
import { shareOf } from '../../../src/core/question-types/percentages'
import { make, setText } from '../../shared/dom'
import { percentOf } from '../figures'
import type { ResultMoment, ResultPart, ResultType, ViewOf } from '../parts'
import { Histogram, type Axis } from './histogram'
import { withUnit, writtenStatistic, writtenValue, type NumberQuestion } from './written'
import { numberWords as words } from './words'

type View = ViewOf<'number'>

class NumberResult implements ResultPart<'number'> {
  private readonly nobody = make('p', '', words.nobody)
  private readonly now = new Histogram(words.now)
  private readonly before = new Histogram(words.before)
  private readonly far = make('p', 'number-far')
  private readonly list = make('dl', 'number-statistics')
  private drawn = ''

  constructor(place: HTMLElement) {
    place.append(this.nobody, this.before.element, this.now.element, this.far, this.list)
  }

  update(moment: ResultMoment<'number'>): void {
    const { poll, question, view, earlier, own } = moment
    this.nobody.hidden = view.statistics !== null
    const axis = axisOf(question, [view, earlier])
    const band = bandOf(poll.right)
    const narrowest = 10 ** -question.answer.decimals
    const write = (value: number) => writtenValue(question, value)
    const isCompared = earlier?.bins != null
    this.now.update(view, {
      ...axis,
      band,
      narrowest,
      write,
      own: own === null ? null : Number(own),
      isCompared,
    })
    this.before.update(earlier, { ...axis, band, narrowest, write, own: null, isCompared })
    setText(this.far, farOff(question, view))
    this.far.hidden = this.far.textContent === ''
    const figures = figuresOf(moment)
    const key = JSON.stringify(figures)
    if (key === this.drawn) return
    this.drawn = key
    this.list.textContent = ''
    for (const [name, now, before] of figures) {
      const value = make('dd')
      value.translate = false
      if (before !== undefined) value.append(make('span', 'before', `${before} → `))
      value.append(make('b', '', now))
      const entry = make('div')
      entry.append(make('dt', name === words.statistics.median ? 'of-median' : '', name), value)
      this.list.append(entry)
    }
  }
}

/** From the least to the most that is drawn, the same for both rounds. */
function axisOf({ answer }: NumberQuestion, views: (View | undefined)[]): Pick<Axis, 'ends' | 'last'> {
  const all = views.flatMap(view => view?.bins ?? [])
  const narrowest = 10 ** -answer.decimals
  if (all.length === 0) return { ends: [0, narrowest], last: 0 }
  const from = Math.min(...all.map(bins => bins.from))
  const to = Math.max(...all.map(bins => bins.from + bins.width * bins.votes.length))
  // A column of one number stands for it, a wider one for all up to the next.
  const isFine = all.every(bins => bins.width <= narrowest)
  return { ends: [from, to], last: isFine ? to - narrowest : to }
}

/** How many answers are not in the picture; empty: none. */
function farOff(question: NumberQuestion, { bins, statistics }: View): string {
  if (!bins || !statistics || bins.below + bins.above === 0) return ''
  const write = (value: number) => withUnit(question, writtenValue(question, value))
  return words.far(bins.below, bins.above, write(statistics.min), write(statistics.max))
}

/** A name, its value, and its value in the round before. */
function figuresOf({ question, view, earlier }: ResultMoment<'number'>): [string, string, string?][] {
  const names = words.statistics
  const write = (value: number) => writtenStatistic(question, value)
  const each = (name: string, read: (view: View) => string | undefined): [string, string, string?][] => {
    const now = read(view)
    const before = earlier && read(earlier)
    return now === undefined ? [] : [before === undefined ? [name, now] : [name, now, before]]
  }
  return [
    ...each(names.inBand, ({ inBand, voters }) =>
      inBand === null ? undefined : names.share(percentOf(shareOf(inBand, voters)), inBand),
    ),
    ...each(names.median, ({ statistics }) =>
      statistics ? withUnit(question, write(statistics.median)) : undefined,
    ),
    ...each(names.mean, ({ statistics }) =>
      statistics ? withUnit(question, write(statistics.mean)) : undefined,
    ),
    ...each(names.quartiles, ({ statistics }) =>
      statistics ? names.between(write(statistics.quartiles[0]), write(statistics.quartiles[1])) : undefined,
    ),
    ...each(names.range, ({ statistics }) =>
      statistics
        ? names.between(writtenValue(question, statistics.min), writtenValue(question, statistics.max))
        : undefined,
    ),
    ...each(names.voters, ({ voters }) => String(voters)),
  ]
}

/** A row a column of the histogram; those of the round before come first, as its picture does. */
function tableOf({ question, view, earlier }: ResultMoment<'number'>): { head: string[]; rows: string[][] } {
  const { table } = words
  const isCompared = earlier?.bins != null
  return {
    head: [table.value, table.answers, table.percent],
    rows: [
      ...(isCompared ? rowsOf(question, earlier, words.before) : []),
      ...rowsOf(question, view, isCompared ? words.now : ''),
    ],
  }
}

/** @param round stands before each value; empty: there is one round */
function rowsOf(question: NumberQuestion, { bins, voters }: View, round: string): string[][] {
  const narrowest = 10 ** -question.answer.decimals
  const write = (value: number) => writtenValue(question, value)
  return (bins?.votes ?? []).map((votes, place) => {
    const from = bins!.from + place * bins!.width
    const values = words.band(write(from), write(from + bins!.width - narrowest))
    return [round ? `${round}: ${values}` : values, String(votes), percentOf(shareOf(votes, voters))]
  })
}

export const numberResult: ResultType<'number'> = {
  rules: number,
  make: place => new NumberResult(place),
  table: tableOf,
  legend: 'figures',
}
