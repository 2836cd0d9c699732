/** The form of an order: by preference, perhaps the first places only, or the one right order. */
import { order } from '../../../src/core/question-types/order'
import { make } from '../../shared/dom'
import { chooser, inline, labelled, radios, shape } from '../form-fields'
import { formOf } from '../form-of'
import { orderFormWords as words } from '../form-words'
import { ROWS, type FieldProblem, type FormPart, type RowsKind } from '../type-form'

function rowsOf(isCorrect: boolean, isReworded: boolean): RowsKind {
  const hint = words.rows.hint[isCorrect && !isReworded ? 'correct' : 'preference']
  return {
    list: 'choices',
    marks: 'none',
    // Letters are shuffled where one order is right.
    caps: isCorrect && !isReworded ? 'places' : 'letters',
    canMove: !isReworded,
    fewest: order.choices[0],
    most: order.choices[1],
    words: { ...words.rows, hint },
  }
}

export const newForm: FormPart['newForm'] = changed => {
  const what = radios('what', words.what, [
    ['preference', ...(words.preference as [string, string])],
    ['correct', ...(words.correct as [string, string])],
  ])
  const places = chooser('places', [
    ['', words.all],
    ...Array.from(
      { length: order.choices[1] - 1 },
      (_, place) => [String(place + 1), words.first(place + 1)] as const,
    ),
  ])
  const placesField = inline(labelled(words.places, places))
  // The right order in the letters of a question that is up; it is not changed here.
  const kept = make('input')
  kept.type = 'hidden'
  kept.dataset['field'] = 'kept'
  let isUp = false
  const isCorrect = () => form.value()['what'] === 'correct'
  const form = formOf([shape(what), shape(placesField), kept], changed, () => {
    placesField.hidden = isUp || isCorrect()
  })
  return {
    ...form,
    setReworded(isReworded) {
      isUp = isReworded
      form.setReworded(isReworded)
      placesField.hidden = isUp || isCorrect()
    },
    isAbove: true,
    start: { what: 'preference', places: '', kept: '' },
    rows: () => rowsOf(isCorrect(), isUp),
    fieldsOf({ answer, choices, right }) {
      const count = answer?.type === 'order' ? answer.places : choices.length
      return {
        what: right === null ? 'preference' : 'correct',
        places: count === choices.length ? '' : String(count),
        kept: right ?? '',
      }
    },
    read({ choices }, isReworded) {
      const isRight = isCorrect()
      const count = isRight || places.value === '' ? choices.length : Number(places.value)
      const problems: FieldProblem[] = []
      if (count > choices.length)
        problems.push({ at: 'places', sentence: words.tooManyPlaces(choices.length) })
      if (isRight && choices.some(text => text === ''))
        problems.push({ at: ROWS, sentence: words.needsTexts })
      else if (isRight && new Set(choices).size < choices.length)
        problems.push({ at: ROWS, sentence: words.twice })
      if (problems.length > 0) return problems
      const written = choices.map((_text, place) => String.fromCharCode(65 + place)).join('')
      const right = isRight ? (isReworded ? kept.value : written) : null
      return { answer: { type: 'order', places: count }, right }
    },
  }
}
