/** The form of several choices: how many one may choose. What is right is marked in the rows. */
import { many } from '../../../src/core/question-types/many'
import { called, chooser, inline, line, setOptions, shape } from '../form-fields'
import { formOf } from '../form-of'
import { manyFormWords as words } from '../form-words'
import type { FieldProblem, FormPart, RowsKind } from '../type-form'

const ROWS: RowsKind = {
  list: 'choices',
  marks: 'many',
  caps: 'letters',
  canMove: false,
  fewest: many.choices[0],
  most: many.choices[1],
  words: words.rows,
}

const COUNTS = Array.from({ length: many.choices[1] }, (_, place) => String(place + 1))

export const newForm: FormPart['newForm'] = changed => {
  const fewest = called(
    chooser(
      'min',
      COUNTS.map(each => [each, each]),
    ),
    words.fewest,
  )
  const most = called(chooser('max', []), words.most)
  setOptions(most, [['', words.anyNumber], ...COUNTS.map(each => [each, each] as const)])
  return {
    ...formOf([shape(inline(line(words.howMany, [words.atLeast, fewest, words.atMost, most])))], changed),
    isAbove: false,
    start: { min: '1', max: '' },
    rows: () => ROWS,
    fieldsOf({ answer, choices }) {
      const { min, max } = answer?.type === 'many' ? answer : { min: 1, max: choices.length }
      return { min: String(min), max: max === choices.length && min < max ? '' : String(max) }
    },
    read({ choices, marks }) {
      const [min, max] = [Number(fewest.value), most.value === '' ? choices.length : Number(most.value)]
      const problems: FieldProblem[] = []
      if (min > choices.length) problems.push({ at: 'min', sentence: words.tooFewChoices(choices.length) })
      else if (max > choices.length)
        problems.push({ at: 'max', sentence: words.tooFewChoices(choices.length) })
      else if (max < min) problems.push({ at: 'max', sentence: words.mostBelowFewest })
      else if (marks !== '' && (marks.length < min || marks.length > max))
        problems.push({
          at: marks.length < min ? 'min' : 'max',
          sentence: words.rightDoesNotFit(marks.length),
        })
      if (problems.length > 0) return problems
      return { answer: { type: 'many', min, max }, right: marks || null }
    },
  }
}
