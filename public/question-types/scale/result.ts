/** The result of a scale on phones: how the answers lie on its points, with their mean and their number. */
import type { StatementView } from '../../../src/core/question-types/scale'
import { scale } from '../../../src/core/question-types/scale'
import { shareOf, wholePercents } from '../../../src/core/question-types/percentages'
import { make, setProperty, setText, written } from '../../shared/dom'
import { figure, oneDecimal } from '../figures'
import type { ResultMoment, ResultPart, ResultType } from '../parts'
import { EndsRow } from './ends-row'
import { givenPoints, nameOf, pointsOf, statementsOf, type ScaleQuestion } from './statements'
import { scaleWords as words } from './words'

class ScaleResult implements ResultPart<'scale'> {
  private charts: Chart[] = []
  private shape = ''

  constructor(private readonly place: HTMLElement) {}

  update(moment: ResultMoment<'scale'>): void {
    const { question, view, earlier, own } = moment
    const { from, to } = question.answer
    const shape = [from, to, question.choices.length].join()
    if (shape !== this.shape) {
      this.charts = view.statements.map(() => new Chart(pointsOf(question)))
      this.place.textContent = ''
      this.place.append(...this.charts.map(({ element }) => element))
    }
    this.shape = shape
    const points = givenPoints(question, own)
    for (const [place, chart] of this.charts.entries())
      chart.update(question, place, view.statements[place]!, earlier?.statements[place], points[place]!)
  }
}

interface Bar {
  row: HTMLElement
  figure: HTMLElement
}

/** The picture of one statement. */
class Chart {
  readonly element = make('section', 'scale-result')
  private readonly text = written('h2', 'statement-text', '')
  private readonly bars: Bar[]
  private readonly plot = make('div', 'scale-plot')
  private readonly mean = make('i', 'mean-mark')
  private readonly ends = new EndsRow()
  private readonly summary = make('p', 'scale-summary')

  constructor(points: number[]) {
    this.bars = points.map(barOf)
    // Figures are read from left to right in every language.
    this.plot.dir = 'ltr'
    this.plot.append(...this.bars.map(({ row }) => row), this.mean)
    // Whoever does not see it has the table.
    this.plot.setAttribute('aria-hidden', 'true')
    this.text.translate = false
    const frame = make('div', 'scale-frame')
    frame.append(this.plot)
    this.element.append(this.text, frame, this.ends.element, this.summary)
  }

  update(
    question: ScaleQuestion,
    place: number,
    now: StatementView,
    earlier: StatementView | undefined,
    own: string,
  ): void {
    const { text } = statementsOf(question)[place]!
    setText(this.text, text)
    this.text.hidden = text === ''
    this.ends.update(question)
    this.plot.classList.toggle('two-rounds', earlier !== undefined)
    const shares = sharesOf(now)
    const before = earlier ? sharesOf(earlier) : []
    const largest = Math.max(...shares, ...before) || 1
    const percents = wholePercents(now.votes)
    for (const [at, point] of pointsOf(question).entries()) {
      const { row, figure: percent } = this.bars[at]!
      setProperty(row, '--bar', (shares[at]! / largest).toFixed(4))
      setProperty(row, '--before', ((before[at] ?? 0) / largest).toFixed(4))
      row.classList.toggle('own', own === String(point))
      setText(percent, now.votes[at] === 0 ? '' : String(percents[at]!))
    }
    this.mean.hidden = now.mean === null
    const { from, to } = question.answer
    const across = ((now.mean ?? from) - from + 0.5) / (to - from + 1)
    setProperty(this.mean, '--mean', across.toFixed(4))
    this.summary.textContent = ''
    this.summary.append(...summaryOf(now, earlier))
  }
}

function barOf(point: number): Bar {
  const row = make('div', 'scale-bar')
  const track = make('span', 'track')
  const percent = make('span', 'percent')
  track.append(make('span', 'bar'), make('span', 'earlier'), percent)
  row.append(track, make('span', 'point-name', String(point)))
  row.translate = false
  return { row, figure: percent }
}

function sharesOf({ votes, voters }: StatementView): number[] {
  return votes.map(count => shareOf(count, voters))
}

/** "Mean 3.4 (before 3.1) · 25 answers, shown in percent"; the mean never stands alone. */
function summaryOf(now: StatementView, earlier: StatementView | undefined): (Node | string)[] {
  if (now.mean === null) return [words.nobody]
  const value = make('b', '', oneDecimal(now.mean))
  value.translate = false
  const before = earlier && earlier.mean !== null ? ` (${words.before} ${oneDecimal(earlier.mean)})` : ''
  return [`${words.mean} `, value, `${before} · ${words.answers(now.voters)}`]
}

/** A row a point of each statement. */
function tableOf({ question, view, earlier }: ResultMoment<'scale'>): { head: string[]; rows: string[][] } {
  const { table } = words
  const points = pointsOf(question)
  const rows = statementsOf(question).flatMap(({ text }, place) => {
    const now = view.statements[place]!
    const before = earlier?.statements[place]
    const [percents, percentsBefore] = [wholePercents(now.votes), before && wholePercents(before.votes)]
    return points.map((point, at) => {
      const name = words.end(point, nameOf(question, point)) || String(point)
      return [
        text ? `${text}: ${name}` : name,
        figure(now.votes[at]!),
        String(percents[at]!),
        ...(percentsBefore ? [String(percentsBefore[at]!)] : []),
      ]
    })
  })
  return { head: [table.point, table.answers, table.percent, ...(earlier ? [table.before] : [])], rows }
}

export const scaleResult: ResultType<'scale'> = {
  rules: scale,
  make: place => new ScaleResult(place),
  table: tableOf,
}
