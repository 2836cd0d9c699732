/** What was understood, in a form that tests compare: a question and its choices in one line, `*` before right ones. */
import { understand } from '../../../src/core/import/understand'
import { canBeAsked, type Understood } from '../../../src/core/import/understood'
import { lettersOf } from '../../../src/core/question-types/letters'
import { typeOf } from '../../../src/core/question-types/registry'

/** Such as `What? | a | *b [many] > why`; with `!` before it where something keeps it from being asked. */
export function compact(understood: Understood): string {
  const { question } = understood
  const { text, choices, right, explanation } = question
  const { name, isMarkedByStars } = typeOf(question)
  const letters = lettersOf(question)
  const cells = choices.map(
    (choice, place) => (isMarkedByStars && right?.includes(letters[place]!) ? '*' : '') + choice,
  )
  const kind = name === typeOf({}).name ? '' : ` [${name}]`
  const other = isMarkedByStars || right === null ? '' : ` = ${right.replace(/\n/g, ' / ')}`
  return `${canBeAsked(understood) ? '' : '! '}${[text, ...cells].join(' | ')}${kind}${other}${explanation ? ` > ${explanation}` : ''}`
}

/** The questions of a text, each in one line. */
export const read = (text: string): string[] => understand(text).questions.map(compact)

/** All problems but notes: `3: Sentence.` */
export function faults(text: string): string[] {
  const { questions, problems } = understand(text)
  return [...questions.flatMap(each => each.problems), ...problems]
    .filter(({ isNote }) => !isNote)
    .map(({ line, sentence }) => `${line}: ${sentence}`)
}

/** The lines of a text on which there is something to see, and that are in no question and in no problem. */
export function lostLines(text: string): number[] {
  const { questions, problems } = understand(text)
  const covered = new Set<number>()
  const cover = (first: number, last: number) => {
    for (let line = first; line <= last; line++) covered.add(line)
  }
  for (const { first, last } of questions) cover(first, last)
  for (const { line, last } of [...problems, ...questions.flatMap(each => each.problems)]) cover(line, last)
  return text
    .split(/\r\n|\r|\n/)
    .flatMap((line, index) =>
      /[^\s\u200b\u2060\ufeff\u00ad\u0085]/.test(line) && !covered.has(index + 1) ? [index + 1] : [],
    )
}
