/** Rows whose cells stand apart by commas or semicolons, as spreadsheets save them: only with a row of names. */
import type { Line } from './lines'

/** The lines with tabs between their cells, where the first line names columns and has commas or semicolons. */
export function withTabs(
  lines: readonly Line[],
  isHeader: (cells: readonly string[]) => boolean,
): readonly Line[] {
  const [head] = lines
  if (!head || head.text.length > 1000) return lines
  const separator = [',', ';'].find(sign => {
    const cells = cellsOf(head.text, sign)
    return cells.length > 2 && isHeader(cells)
  })
  if (separator === undefined) return lines
  return lines.map(line => ({ ...line, raw: cellsOf(line.raw, separator).join('\t') }))
}

/** A cell in quotes may hold the separator, and two quotes for one. */
function cellsOf(row: string, separator: string): string[] {
  const cells: string[] = []
  let cell = ''
  let isQuoted = false
  for (let index = 0; index < row.length; index++) {
    const sign = row[index]!
    if (sign === '"' && isQuoted && row[index + 1] === '"') cell += row[++index]!
    else if (sign === '"' && (isQuoted || cell === '')) isQuoted = !isQuoted
    else if (sign === separator && !isQuoted) {
      cells.push(cell)
      cell = ''
    } else cell += sign === '\t' ? ' ' : sign
  }
  return [...cells, cell]
}
