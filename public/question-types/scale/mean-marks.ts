/** The means of two rounds, as marks on the axis of the points. */
import type { StatementView } from '../../../src/core/question-types/scale'
import { make, setProperty } from '../../shared/dom'
import type { ScaleQuestion } from './statements'

export class MeanMarks {
  readonly elements = [make('i', 'mean-mark before'), make('i', 'mean-mark')] as const

  update(now: StatementView, then: StatementView | undefined, { from, to }: ScaleQuestion['answer']): void {
    for (const [mark, mean] of [
      [this.elements[0], then?.mean ?? null],
      [this.elements[1], now.mean],
    ] as const) {
      mark.hidden = mean === null
      if (mean !== null) setProperty(mark, '--mean', ((mean - from + 0.5) / (to - from + 1)).toFixed(4))
    }
  }
}
