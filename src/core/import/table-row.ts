/** Reads one row of a table: what is asked, its choices, which of them is right. */
import type { Found } from '../poll/found-question'
import { bracketsOf, withoutBrackets } from '../poll/list-brackets'
import { markedChoices } from '../poll/list-marks'
import type { TypeName } from '../question-types/registry'
import { placesOf } from './right-answer'
import { columnsOf, MAX_CELLS, type Columns } from './table-columns'
import {
  bracketsFor,
  noteAt,
  problemAt,
  understoodFrom,
  type Problem,
  type Understanding,
} from './understood'

export interface TableRow {
  first: number
  last: number
  cells: string[]
}

const TOO_WIDE = `This row has more than ${MAX_CELLS} cells: copy only the columns with questions and choices.`
export const LEFT_OUT = 'This row is no question and is left out.'

const TEXT = 'text' satisfies TypeName
const MANY = 'many' satisfies TypeName
/** What Quizizz, Socrative and others call the kinds of their rows. */
const KINDS: [name: RegExp, type: TypeName][] = [
  [/open|short.?answer|fill.?in|blank|free.?text|type.?answer/i, TEXT],
  [/checkbox|multi(?:ple)?.?(?:select|answers?|response|correct)/i, MANY],
]
const TRUTHS = ['True', 'False']

export function readRow(
  { first, last, cells }: TableRow,
  named: Columns | undefined,
  { questions, problems }: Understanding,
): void {
  const columns = named ?? columnsOf(cells.slice(0, MAX_CELLS))
  const cell = (place: number | undefined) => (place === undefined ? '' : (cells[place] ?? ''))
  if (cells.length > MAX_CELLS) {
    problems.push(problemAt(first, TOO_WIDE, last))
    return
  }
  const stem = cell(columns.question)
  const places = columns.choices.filter(place => cell(place) !== '')
  const said = columns.isRightApart ? '' : cell(columns.right)
  const type = KINDS.find(([name]) => name.test(cell(columns.type)))?.[1]
  const { text, brackets = type && bracketsFor(type, {}) } = withoutBrackets(stem)
  const isTruth = places.length === 0 && TRUTHS.some(truth => truth.toLowerCase() === said.toLowerCase())
  if (
    stem === '' ||
    (places.length === 0 && !isTruth && type === undefined && bracketsOf(stem) === undefined)
  ) {
    problems.push(noteAt(first, LEFT_OUT, last))
    return
  }
  const marked = markedChoices(
    isTruth ? TRUTHS : places.map(place => cell(place).replace(/\s*\n\s*/g, ' ')),
  ).map(choice => ({ ...choice, line: first }))
  const own: Problem[] = []
  if (type === TEXT && brackets?.name === TEXT) {
    if (marked.length === 0 && said !== '') marked.push({ text: said, isRight: true, line: first })
    for (const spelling of marked) spelling.isRight = true
  } else if (columns.isRightApart) {
    const right = marked[places.indexOf(columns.right ?? -1)]
    if (right) right.isRight = true
  } else if (said !== '') {
    const right = isTruth ? placesOf(said, marked) : rightPlaces(said, columns, places, marked)
    if (right && right.every(place => place >= 0)) for (const place of right) marked[place]!.isRight = true
    else own.push(problemAt(first, noneOf(said)))
  }
  const found: Found = {
    line: first,
    text,
    brackets,
    choices: marked.map(({ text, isRight, line }) => ({ text, isRight, line })),
    explanation: cell(columns.explanation),
    explanationLine: first,
  }
  const read = understoodFrom(found, { first, last, mayBeMany: true }, own)
  if (hasMore(cells, columns, named !== undefined))
    read.problems.push(
      noteAt(first, 'Columns besides the question, its choices and its answer are left out.'),
    )
  questions.push(read)
}

/** Among the choices that are not empty; -1: an empty one is meant. A number or letter names the column. */
function rightPlaces(
  said: string,
  { choices, isRightByPlace = false }: Columns,
  filled: readonly number[],
  marked: readonly { text: string }[],
): number[] | undefined {
  const isCounted = isRightByPlace && /^\d{1,2}(?:\s*[,;]\s*\d{1,2})*$/.test(said)
  const places = isCounted
    ? said.split(/[,;]/).map(number => Number(number) - 1)
    : placesOf(
        said,
        choices.map(place => ({ text: marked[filled.indexOf(place)]?.text ?? '' })),
      )
  return places?.map(place => filled.indexOf(choices[place] ?? -1))
}

const noneOf = (said: string) =>
  `"${said.slice(0, 60)}" is none of the choices: write the letter of the right one, such as B.`

/** Whether there are cells besides those that are read. */
function hasMore(cells: readonly string[], columns: Columns, isNamed: boolean): boolean {
  const { question, right, explanation, type, choices } = columns
  const used = new Set([question, right, explanation, type, ...choices])
  return cells.some((text, place) => text !== '' && !used.has(place) && (isNamed || place > 5))
}
