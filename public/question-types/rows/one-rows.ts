/** The rows of one choice, which has no form of its own. */
import { MAX_CHOICES, MIN_CHOICES } from '../../../src/core/limits/input-limits'
import type { RowsKind } from '../type-form'
import { rowsWords as words } from './words'

export const ONE_ROWS: RowsKind = {
  list: 'choices',
  marks: 'one',
  caps: 'letters',
  canMove: false,
  fewest: MIN_CHOICES,
  most: MAX_CHOICES,
  words: {
    heading: words.answers,
    hint: words.tapLetter,
    adder: words.nextAnswer,
    name: words.choiceName,
    remover: words.removeChoice,
    tooFew: words.tooFew,
    tooMany: words.tooMany,
  },
}
