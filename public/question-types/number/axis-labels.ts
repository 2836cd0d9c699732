/** The values below the columns of a histogram: as many as have room, at round numbers. */
import { make, setProperty } from '../../shared/dom'
import type { ViewOf } from '../parts'
import { writtenValue, type NumberQuestion } from './written'

type Bins = NonNullable<ViewOf<'number'>['bins']>

/** The width of a digit, as a share of the letters' size. */
export const DIGIT_EMS = 0.62
/** How far a label may stand out of the axis, in letters. */
const END_EMS = 1.2

export class AxisLabels {
  readonly element = make('div', 'labels')
  private drawn = ''

  /** @param width of the axis, in letters */
  update(question: NumberQuestion, bins: Bins, [from, to]: readonly [number, number], width: number): void {
    const isSingle = bins.width <= 10 ** -question.answer.decimals
    const write = (value: number) => writtenValue(question, value)
    const count = Math.round((to - from) / bins.width)
    const values = Array.from({ length: count + (isSingle ? 0 : 1) }, (_, at) => from + at * bins.width)
    const longest = Math.max(...values.map(value => write(value).length))
    const widest = longest * DIGIT_EMS + 1
    const steps = [1, 2, 5, 10, 20].filter(step => (width / count) * step >= widest)
    const step = steps[0] ?? count
    const isRound = (value: number) => Math.round(value / bins.width) % step === 0
    const first = Math.max(0, values.findIndex(isRound))
    const shown = values.filter((_value, at) => at >= first && (at - first) % step === 0)
    const key = JSON.stringify([shown, from, to])
    if (key === this.drawn) return
    this.drawn = key
    this.element.textContent = ''
    for (const value of shown) {
      const label = make('span', '', write(value))
      const middle = value + (isSingle ? bins.width / 2 : 0)
      const share = (middle - from) / (to - from)
      setProperty(label, '--at', share.toFixed(4))
      // A long label at an end of the axis stands inside.
      const half = (label.textContent.length * DIGIT_EMS) / 2 - END_EMS
      label.classList.toggle('first', share * width < half)
      label.classList.toggle('last', (1 - share) * width < half)
      this.element.append(label)
    }
  }
}
