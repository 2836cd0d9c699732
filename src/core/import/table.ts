/** Reads rows copied from a spreadsheet: a question, its choices, which is right; with or without a row of names. */
import type { Found } from '../poll/found-question'
import { bracketsOf, withoutBrackets } from '../poll/list-brackets'
import { labelsAt } from '../poll/list-labels'
import { markedChoices } from '../poll/list-marks'
import { withTabs } from './commas'
import type { Line } from './lines'
import { placesOf } from './right-answer'
import { columnsNamed, columnsOf, isHeader, MAX_CELLS, type Columns } from './table-columns'
import {
  noteAt,
  problemAt,
  understoodFrom,
  type Problem,
  type Understanding,
  type Understood,
} from './understood'

interface TableRow {
  first: number
  last: number
  cells: string[]
}

const MAX_LINES_OF_CELL = 20
const TOO_WIDE = `This row has more than ${MAX_CELLS} cells: copy only the columns with questions and choices.`
const LEFT_OUT = 'This row is no question and is left out.'

/** Whether most lines are rows of three cells or more; a label and a text with tabs between them are none. */
export function isTable(written: readonly Line[]): boolean {
  const lines = withTabs(written, isHeader)
  const rows = lines.filter(({ raw }) => {
    const cells = raw.split('\t', MAX_CELLS).filter(cell => cell.trim() !== '')
    const first = cells[0]?.trim() ?? ''
    const isLabelled = cells.length < 4 && labelsAt(first).some(({ length }) => length >= first.length)
    return raw.split('\t', 3).length > 2 && cells.length > 1 && !isLabelled
  })
  return rows.length > 0 && rows.length * 2 >= lines.length
}

export function readTable(lines: readonly Line[]): Understanding {
  const rows = rowsOf(withTabs(lines, isHeader))
  const result: Understanding = { format: 'table', questions: [], problems: [] }
  const names = rows.slice(0, 12).findIndex(({ cells }) => isHeader(cells))
  const named = names < 0 ? undefined : columnsNamed(rows[names]!.cells)
  rows.forEach((row, index) => {
    if (index <= names) result.problems.push(noteAt(row.first, LEFT_OUT, row.last))
    else readRow(row, named, result)
  })
  return result
}

/** A cell with line breaks stands in quotes. */
function rowsOf(lines: readonly Line[]): TableRow[] {
  const rows: TableRow[] = []
  for (let index = 0; index < lines.length;) {
    let { raw } = lines[index]!
    let end = index + 1
    while (end < lines.length && end - index < MAX_LINES_OF_CELL && hasOpenQuote(raw))
      raw += `\n${lines[end++]!.raw}`
    if (hasOpenQuote(raw)) [raw, end] = [lines[index]!.raw, index + 1]
    const cells = raw.split('\t').map(cell => unquoted(cell.trim()))
    rows.push({ first: lines[index]!.number, last: lines[end - 1]!.number, cells })
    index = end
  }
  return rows
}

function hasOpenQuote(row: string): boolean {
  const cell = row.slice(row.lastIndexOf('\t') + 1)
  return cell[0] === '"' && (cell.split('"').length - 1) % 2 === 1
}

const unquoted = (cell: string) =>
  /^"[^]*"$/.test(cell) && /["\n]/.test(cell.slice(1, -1)) ? cell.slice(1, -1).replace(/""/g, '"') : cell

function readRow(
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
  if (stem === '' || (places.length === 0 && bracketsOf(stem) === undefined)) {
    problems.push(noteAt(first, LEFT_OUT, last))
    return
  }
  const marked = markedChoices(places.map(place => cell(place).replace(/\s*\n\s*/g, ' ')))
  const { text, brackets } = withoutBrackets(stem)
  const found: Found = {
    line: first,
    text,
    brackets,
    choices: marked.map(({ text, isRight }) => ({ text, isRight, line: first })),
    explanation: cell(columns.explanation),
    explanationLine: first,
  }
  const own: Problem[] = []
  const said = cell(columns.right)
  if (said !== '') {
    // A number or letter names the column, also where one before it is empty.
    const all = columns.choices.map(place => ({ text: marked[places.indexOf(place)]?.text ?? '' }))
    const right = placesOf(said, all)?.map(place => places.indexOf(columns.choices[place]!))
    if (right && right.every(place => place >= 0))
      for (const place of right) found.choices[place]!.isRight = true
    else
      own.push(
        problemAt(
          first,
          `"${said.slice(0, 60)}" is none of the choices: write the letter of the right one, such as B.`,
        ),
      )
  }
  const read: Understood = understoodFrom(found, { first, last, mayBeMany: true }, own)
  const isUsed = (place: number) =>
    (named === undefined && place <= 5) ||
    place === columns.question ||
    place === columns.right ||
    place === columns.explanation ||
    columns.choices.includes(place)
  if (cells.some((text, place) => text !== '' && !isUsed(place)))
    read.problems.push(
      noteAt(first, 'Columns besides the question, its choices and its answer are left out.'),
    )
  questions.push(read)
}
