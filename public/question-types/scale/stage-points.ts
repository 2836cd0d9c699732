/** A question that is judged on a scale: a lozenge for each point while people vote, then a column on each. */
import type { StatementView } from '../../../src/core/question-types/scale'
import { scaleOf, shareOf, wholePercents } from '../../../src/core/question-types/percentages'
import { make, setProperty, setText, written } from '../../shared/dom'
import { buildChoice, type ChoiceElements } from '../../shared/stage/choice'
import { Figure, LIVE_MS, SHOW_MS } from '../../shared/stage/figure'
import { layOutQuestion } from '../../shared/stage/layout/layout'
import { largest, linesOf, type Parts, type Units } from '../../shared/stage/layout/measure'
import { words as pageWords } from '../../shared/words'
import { oneDecimal } from '../figures'
import type { ResultMoment } from '../parts'
import { MeanMarks } from './mean-marks'
import { endsOf, pointsOf, type ScaleQuestion } from './statements'
import { scaleStageWords as words } from './stage-words'

/** In units. */
const ENDS = { from: 5.4, step: 0.3 }
/** Lines that the name of an end may take. */
const END_LINES = 2
/** Widths in letters: "100 %" and "100". */
const FIGURE_EMS = 2.9
const BARE_EMS = 1.9
/** From this number of points on they stand closer. */
const MANY_POINTS = 7

interface Point extends Pick<ChoiceElements, 'element'> {
  now: Figure
  then: Figure
  count: Figure
}

export class StagePoints {
  private readonly list = make('ol', 'answers scale-points')
  private readonly axis = make('div', 'mean-axis')
  private readonly marks = new MeanMarks()
  private readonly ends = [written('span', 'end fitted', ''), written('span', 'end fitted', '')] as const
  private readonly mean = make('p', 'mean')
  private readonly foot = make('div', 'points-foot')
  private points: Point[] = []
  /** Figures without a percent sign, where columns are narrow. */
  private isBare = false
  private shown: ResultMoment<'scale'> | null = null

  constructor(place: HTMLElement) {
    this.axis.append(...this.marks.elements)
    // A scale is read from left to right in every language, as its figures are.
    for (const each of [this.list, this.axis, this.foot]) each.dir = 'ltr'
    for (const each of [...this.ends, this.mean]) each.translate = false
    this.foot.append(this.ends[0], this.mean, this.ends[1])
    place.append(this.list, this.axis, this.foot)
  }

  update(question: ScaleQuestion, result: ResultMoment<'scale'> | null): void {
    if (this.points.length === 0) this.build(pointsOf(question))
    const { list, foot } = this
    const isRising = result !== null && !this.shown
    list.classList.toggle('columns', result !== null)
    list.classList.toggle('rising', isRising || (result !== null && list.classList.contains('rising')))
    list.classList.toggle('compared', result?.earlier !== undefined)
    this.shown = result
    this.axis.hidden = this.mean.hidden = !result
    for (const [at, name] of endsOf(question).entries()) setText(this.ends[at]!, name)
    foot.classList.toggle('nameless', endsOf(question).join('') === '')
    if (result) this.draw(isRising ? SHOW_MS : LIVE_MS)
    else for (const { now, then, count } of this.points) for (const each of [now, then, count]) each.clear()
  }

  layOut(parts: Parts, units: Units): void {
    layOutQuestion(parts, units)
    const { list, foot, points } = this
    const { unit, least } = units
    const fits = () => this.ends.every(end => linesOf(end) <= END_LINES && end.scrollWidth <= end.offsetWidth)
    largest(foot, { ...ENDS, to: least }, fits)
    const gap = points.length < MANY_POINTS ? 3.4 : 1.4
    const column = list.clientWidth / unit / points.length - gap
    setProperty(list, '--gap', String(gap))
    setProperty(list, '--column', `${(column * unit).toFixed(2)}px`)
    const isCompared = list.classList.contains('compared')
    const room = isCompared ? (column + gap) / 2 : column + gap / 2
    const wanted = Math.min(isCompared ? 6 : 9.4, room / FIGURE_EMS)
    this.isBare = wanted < least
    const size = this.isBare ? Math.max(least, Math.min(wanted * 2, room / BARE_EMS)) : wanted
    setProperty(list, '--figure-size', size.toFixed(3))
    if (this.shown) this.draw(0)
  }

  private draw(ms: number): void {
    const { view, earlier, question } = this.shown!
    const [now] = view.statements as [StatementView]
    const then = earlier?.statements[0]
    const shares = sharesOf(now)
    const sharesThen = then ? sharesOf(then) : []
    const top = scaleOf([...shares, ...sharesThen])
    const [percents, percentsThen] = [wholePercents(now.votes), then && wholePercents(then.votes)]
    for (const [at, point] of this.points.entries()) {
      const [share, shareThen = 0] = [shares[at]!, sharesThen[at]]
      setProperty(point.element, '--share', (share / top).toFixed(4))
      setProperty(point.element, '--share-then', (shareThen / top).toFixed(4))
      point.now.show(percents[at]!, ms)
      point.count.show(now.votes[at]!, ms)
      if (percentsThen) point.then.show(percentsThen[at]!, ms)
      else point.then.clear()
    }
    this.marks.update(now, then, question.answer)
    this.writeMean(now, then)
  }

  /** The mean never stands alone: how many it is of is said with it. */
  private writeMean(now: StatementView, then: StatementView | undefined): void {
    const { mean, isBare } = this
    mean.textContent = ''
    if (now.mean === null) return void mean.append(words.nobody)
    if (then?.mean != null) mean.append(`${words.mean} ${oneDecimal(then.mean)} → `)
    else mean.append(`${words.mean} `)
    const notes = [words.answers(now.voters), ...(isBare ? [words.inPercent] : [])]
    mean.append(make('b', '', oneDecimal(now.mean)), make('span', '', ` · ${notes.join(' · ')}`))
  }

  private build(points: readonly number[]): void {
    const sentence = (value: number) => (this.isBare ? String(value) : pageWords.percent(value))
    this.points = points.map((point, at) => {
      const { element, percent, percentThen, count } = buildChoice(String(point), at + 1)
      this.list.append(element)
      return {
        element,
        now: new Figure(percent, sentence),
        then: new Figure(percentThen, sentence),
        count: new Figure(count, String),
      }
    })
    setProperty(this.list, '--count', String(points.length))
  }
}

export function sharesOf({ votes, voters }: StatementView): number[] {
  return votes.map(count => shareOf(count, voters))
}
