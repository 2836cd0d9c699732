/** Reads rows copied from a spreadsheet: a question, its choices, which is right; with or without a row of names. */
import { labelsAt } from '../poll/list-labels'
import { withTabs } from './commas'
import type { Line } from './lines'
import { columnsNamed, isHeader, MAX_CELLS } from './table-columns'
import { LEFT_OUT, readRow, type TableRow } from './table-row'
import { noteAt, type Understanding } from './understood'

const MAX_LINES_OF_CELL = 20

/** Whether most lines are rows of three cells or more; a label and a text with tabs between them are none. */
export function isTable(written: readonly Line[]): boolean {
  const lines = withTabs(written, isHeader)
  const rows = lines.filter(({ raw }) => {
    if (!raw.includes('\t')) return false
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
