/** The form of a scale: ready sets, its points, what its ends mean, and statements if several things are rated. */
import { MAX_END_LENGTH, scale } from '../../../src/core/question-types/scale'
import { make, pill } from '../../shared/dom'
import { called, chooser, line, setOptions, shape, textInput } from '../form-fields'
import { formOf } from '../form-of'
import { scaleFormWords as words } from '../form-words'
import type { Fields, FieldProblem, FormPart, RowsKind } from '../type-form'

const ROWS: RowsKind = {
  list: 'statements',
  marks: 'none',
  caps: 'places',
  canMove: false,
  fewest: scale.choices[0],
  most: scale.choices[1],
  words: words.rows,
}

/** A scale has so many points at most. */
const MOST_POINTS = 11

const POINTS = { agreement: [1, 5], frequency: [1, 5], tenths: [0, 10] } as const
type SetName = keyof typeof POINTS

function fieldsOfSet(name: SetName): Fields {
  const [from, to] = POINTS[name]
  const [low, high] = words.ends[name]
  return { from: String(from), to: String(to), low, high }
}

function isSame(one: Fields, other: Fields): boolean {
  return Object.keys(other).every(name => one[name] === other[name])
}

export const newForm: FormPart['newForm'] = changed => {
  const first = called(
    chooser('from', [
      ['0', '0'],
      ['1', '1'],
    ]),
    words.first,
  )
  const last = called(chooser('to', []), words.last)
  const [low, high] = [textInput('low', MAX_END_LENGTH), textInput('high', MAX_END_LENGTH)]
  const sets = make('div', 'ready-sets')
  sets.setAttribute('role', 'group')
  sets.setAttribute('aria-label', words.ready)
  const buttons = (Object.keys(POINTS) as SetName[]).map(name => {
    const button = pill(words.sets[name], () => {
      form.fill(fieldsOfSet(name))
      changed()
    })
    sets.append(button)
    return [name, button] as const
  })
  const tidied = () => {
    const from = Number(first.value)
    setOptions(
      last,
      Array.from({ length: MOST_POINTS - 1 }, (_, place) => String(from + place + 1)).map(each => [
        each,
        each,
      ]),
    )
    const value = form.value()
    for (const [name, button] of buttons)
      button.setAttribute('aria-pressed', String(isSame(value, fieldsOfSet(name))))
  }
  const ends = make('div', 'type-pair type-ends')
  ends.append(
    line(words.first, [shape(first), called(low, words.low)]),
    line(words.last, [shape(last), called(high, words.high)]),
  )
  const form = formOf([shape(sets), ends], changed, () => tidied())
  return {
    ...form,
    isAbove: true,
    start: fieldsOfSet('agreement'),
    fill(fields) {
      // Which last points there are depends on the first one.
      first.value = fields['from'] ?? '1'
      tidied()
      form.fill(fields)
    },
    rows: () => ROWS,
    fieldsOf({ answer }) {
      if (answer?.type !== 'scale') return fieldsOfSet('agreement')
      const { from, to } = answer
      return { from: String(from), to: String(to), low: answer.low, high: answer.high }
    },
    read() {
      const [from, to] = [Number(first.value), Number(last.value)]
      const problems: FieldProblem[] = []
      for (const end of [low, high])
        if (end.value.trim().length > MAX_END_LENGTH)
          problems.push({ at: end.dataset['field']!, sentence: words.tooLong(MAX_END_LENGTH) })
      if (problems.length > 0) return problems
      const answer = { type: 'scale', from, to, low: low.value, high: high.value }
      return { answer: answer, right: null }
    },
  }
}
