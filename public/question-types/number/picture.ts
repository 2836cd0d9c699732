/** A number on the stage: what may be entered while people vote, then a histogram and what it sums up to. */
import { number } from '../../../src/core/question-types/number'
import { make, setProperty, setText, written } from '../../shared/dom'
import { layOutQuestion } from '../../shared/stage/layout/layout'
import { isWide, largest, type Parts, type Units } from '../../shared/stage/layout/measure'
import type { ResultMoment, StagePart, StageType } from '../parts'
import { numberResult } from './result'
import { StageFigures } from './stage-figures'
import { StageHistogram } from './stage-histogram'
import { numberStageWords as words } from './stage-words'
import { endsOf, withUnit, writtenBand, type NumberQuestion } from './written'

type Moment = ResultMoment<'number'>

/** In units. */
const ASKED = { from: 15, step: 0.5 }

class NumberPicture implements StagePart<'number'> {
  private readonly asked = make('div', 'number-asked')
  private readonly range = written('p', 'range fitted', '')
  private readonly hint = make('p', 'hint')
  private readonly result = make('div', 'number-result')
  private readonly histogram = new StageHistogram()
  private readonly figures = new StageFigures()

  constructor(place: HTMLElement) {
    this.range.translate = false
    this.asked.append(make('i', 'lozenge'), this.hint, this.range)
    this.result.append(this.histogram.element, this.figures.element)
    place.append(this.asked, this.result)
  }

  update({ question }: Pick<Moment, 'question'>, result: Moment | null): void {
    const { decimals } = question.answer
    setText(this.range, rangeOf(question))
    setText(this.hint, [words.asked, ...(decimals > 0 ? [words.decimals(decimals)] : [])].join(', '))
    // Before the first answer there is nothing to draw.
    const shown = result?.view.statistics ? result : null
    const isRising = Boolean(this.result.hidden) || this.result.classList.contains('rising')
    this.result.classList.toggle('rising', shown !== null && isRising)
    this.asked.hidden = shown !== null
    this.result.hidden = shown === null
    if (!shown) return
    this.histogram.update(shown)
    this.figures.update(shown)
  }

  layOut(parts: Parts, units: Units): void {
    layOutQuestion(parts, units)
    if (this.asked.hidden) return
    const { asked, range } = this
    const fits = () => !isWide(range) && asked.scrollHeight <= asked.clientHeight + 1
    largest(range, { ...ASKED, to: units.least }, fits)
  }

  fit(units: Units): void {
    if (this.result.hidden) return
    const width = this.result.clientWidth / units.unit
    setProperty(this.result, '--width', width.toFixed(2))
    this.histogram.fit(width, units.least)
    this.figures.fit(width, units.least)
  }
}

/** What may be entered, such as "1500 to 2000 m". */
function rangeOf(question: NumberQuestion): string {
  const [from, to] = endsOf(question)
  const { unit } = question.answer
  if (from && to) return words.between(from, withUnit(question, to))
  if (from) return words.atLeast(withUnit(question, from))
  if (to) return words.atMost(withUnit(question, to))
  return unit ? words.inUnit(unit) : words.any
}

export const numberPicture: StageType<'number'> = {
  rules: number,
  make: place => new NumberPicture(place),
  table: moment => numberResult.table(moment),
  // On several lines a unit may stand below its number.
  rightLabel: (question, right) => writtenBand(question, right).replace(/\u00a0/g, ' '),
}
