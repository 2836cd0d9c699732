/**
 * Prints questions as GIFT, for Moodle. What Moodle does not know of a question, such as how many choices one may take,
 * stands in a comment above it, which Moodle skips and `gift` reads again.
 */
import { lettersOf } from '../../question-types/letters'
import type { Question } from '../../question-types/registry'
import { writeBrackets } from '../../poll/question-list'
import { escaped, plainly } from './gift-text'
import { printAll, sharesOf, type Printed } from '../printed'

export function printGift(questions: readonly Question[]): Printed {
  const { parts, left } = printAll(questions, 'GIFT', giftOf)
  return { text: parts.join('\n\n'), left }
}

function giftOf(question: Question): string | undefined {
  const answers = answersOf(question)
  if (!answers) return undefined
  const brackets = writeBrackets(question)
  const { text, explanation = '' } = question
  const general = explanation === '' ? [] : [`####${plainly(explanation)}${escaped(explanation)}`]
  const [first = '', ...rest] = answers
  const block =
    answers.length + general.length > 1
      ? ['', ...answers, ...general, ''].join('\n')
      : first + rest.join('') + general.join('')
  return [...(brackets === '' ? [] : [`// [${brackets}]`]), `[plain]${escaped(text)} {${block}}`].join('\n')
}

/** A line for each answer; undefined: GIFT has no such kind. */
function answersOf(question: Question): string[] | undefined {
  const { answer = { type: 'one' }, choices, right } = question
  const letters = lettersOf(question)
  const isRight = (place: number) => right?.includes(letters[place]!) ?? false
  switch (answer.type) {
    case 'one':
      return choices.map((choice, place) =>
        isRight(place) ? `=${item(choice)}` : `~${weightOf(choice)}${plainly(choice)}${escaped(choice)}`,
      )
    case 'many': {
      const shares = right === null ? [] : sharesOf(right.length)
      return choices.map((choice, place) => {
        const weight = right === null ? '' : `%${isRight(place) ? shares.pop()! : '-100'}%`
        return `~${weight || weightOf(choice)}${plainly(choice)}${escaped(choice)}`
      })
    }
    case 'number':
      return right === null ? [] : [`#${right.split('..').map(escaped).join('..')}`]
    case 'text':
      return right === null ? [] : right.split('\n').map(spelling => `=${item(spelling)}`)
    case 'scale':
    case 'order':
    case 'words':
      return undefined
  }
}

/** A text that begins like a weight needs one of its own before it. */
const weightOf = (text: string) => (/^\s*%/.test(text) ? '%0%' : '')

function item(text: string): string {
  return (/^\s*%/.test(text) ? '%100%' : '') + plainly(text) + escaped(text)
}
