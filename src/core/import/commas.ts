/** Rows whose cells stand apart by commas or semicolons, as spreadsheets save them, or by the pipes of Markdown. */
import type { Line } from './lines'

/** The lines with tabs between their cells, where the first line names columns and has commas or semicolons. */
export function withTabs(
  lines: readonly Line[],
  isHeader: (cells: readonly string[]) => boolean,
): readonly Line[] {
  const piped = withoutPipes(lines)
  if (piped) return piped
  const [head] = lines
  if (!head || head.text.length > 1000) return lines
  const separator = [',', ';'].find(sign => {
    const cells = cellsOf(head.text, sign)
    return cells.length > 2 && isHeader(cells)
  })
  if (separator === undefined) return lines
  return lines.map(line => ({ ...line, raw: cellsOf(line.raw, separator).join('\t') }))
}

const PIPED = /^\|?(?:[^|]*\|){2,}/
/** The line below the names of a table in Markdown. */
const RULE = /^\|?\s*:?-{2,}:?\s*(?:\|\s*:?-*:?\s*)+$/

/** The lines of a table in Markdown with tabs between their cells; undefined: there is none. */
function withoutPipes(lines: readonly Line[]): readonly Line[] | undefined {
  const rule = lines.findIndex(({ text }) => text.length < 400 && RULE.test(text))
  if (rule < 1) return undefined
  return lines.map(line => {
    if (!PIPED.test(line.text.slice(0, 1000))) return line
    if (RULE.test(line.text.slice(0, 400))) return { ...line, raw: '' }
    const bare = line.text.replace(/^\|/, '').replace(/\|$/, '')
    // A pipe behind a backslash is one of the text; Safari 14 has no lookbehind.
    const cells = bare.replace(/\\\|/g, '\u0000').split('|')
    return { ...line, raw: cells.map(cell => cell.replace(/\u0000/g, '|').trim()).join('\t') }
  })
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
