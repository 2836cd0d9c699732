/** Rows of a spreadsheet, or of a file with commas, on their way to the reader of tables. */
import type { Line } from '../lines'
import { readTable } from '../table'
import type { Understanding } from '../understood'

/** A row with its cells; empty ones are empty texts. */
export interface SheetRow {
  /** Its number in the spreadsheet, or the line on which it begins. */
  number: number
  cells: string[]
}

/** Says which answers are right, in Kahoot's spreadsheet and in others like it. */
const RIGHT_NAME = /^(?:correct|right)\s+answers?(?:\(s\))?/i
/** `1,3`, which a spreadsheet of a country with decimal commas has taken for a number. */
const TAKEN_FOR_NUMBER = /^([1-9])\.([1-9]+)$/

export function understandRows(rows: readonly SheetRow[]): Understanding {
  const filled = rows.filter(({ cells }) => cells.some(cell => cell.trim() !== ''))
  const shift = emptyColumns(filled)
  const right = rightColumn(filled)
  let before = 0
  const lines = filled.map(({ number, cells }): Line => {
    const written = cells.map((cell, place) => (place === right ? asAnswers(cell) : cell)).slice(shift)
    const raw = written.map(asCell).join('\t').trimEnd()
    const isBehindGap = number > before + 1
    before = number
    return { number, raw, text: raw.trim(), isBehindGap }
  })
  return readTable(lines)
}

/** Columns on the left in which there is nothing. */
function emptyColumns(rows: readonly SheetRow[]): number {
  const firsts = rows.map(({ cells }) => cells.findIndex(cell => cell.trim() !== ''))
  return Math.max(0, Math.min(...firsts))
}

function rightColumn(rows: readonly SheetRow[]): number {
  const places = rows.slice(0, 12).map(({ cells }) => cells.findIndex(cell => RIGHT_NAME.test(cell.trim())))
  return places.find(place => place > 0) ?? -1
}

const asAnswers = (cell: string) =>
  cell.replace(TAKEN_FOR_NUMBER, (_all, first: string, rest: string) => [first, ...rest].join(','))

/** Line ends and quotes stand in quotes, as programs copy them. */
function asCell(cell: string): string {
  const text = cell.replace(/\t/g, ' ').trim()
  return /["\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text
}

/** The rows of a file whose cells stand apart by one of these; undefined: it has one column. */
export function rowsOfCells(text: string): SheetRow[] | undefined {
  const head = text.slice(0, 20_000)
  const signs = ['\t', ';', ',']
  const counts = signs.map(sign => head.split(sign).length)
  const separator = signs[counts.indexOf(Math.max(...counts))]!
  const rows: SheetRow[] = []
  let cells: string[] = []
  let cell = ''
  let isQuoted = false
  let line = 1
  let first = 1
  const endCell = () => {
    cells.push(cell)
    cell = ''
  }
  const endRow = () => {
    endCell()
    rows.push({ number: first, cells })
    cells = []
    first = line + 1
  }
  const clean = text.replace(/\r\n?/g, '\n')
  for (let index = 0; index < clean.length; index++) {
    const sign = clean[index]!
    if (sign === '"' && isQuoted && clean[index + 1] === '"') cell += clean[++index]!
    else if (sign === '"' && (isQuoted || cell.trim() === '')) isQuoted = !isQuoted
    else if (sign === separator && !isQuoted) endCell()
    else if (sign === '\n' && !isQuoted) {
      endRow()
      line++
    } else {
      if (sign === '\n') line++
      cell += sign
    }
  }
  if (cell !== '' || cells.length > 0) endRow()
  return rows.some(({ cells: all }) => all.length > 1) ? rows : undefined
}
