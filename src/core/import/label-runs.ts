/** Finds the runs of labelled choices in a text: labels of one kind, in order from the first one, two or more. */
import { isCaret, type Row } from './text-rows'

export interface Run {
  /** The index of the row with each label. */
  entries: number[]
  /** The index behind the last row that belongs to it. */
  end: number
  kind: string
}

/** Rows between two choices; more are no choice that wraps. */
const MAX_ROWS_BETWEEN = 12
const MAX_ENTRIES = 26

/** The runs, by the index of their first row. */
export function runsIn(rows: readonly Row[]): Map<number, Run> {
  const runs = new Map<number, Run>()
  let from = 0
  rows.forEach((row, index) => {
    if (index < from) return
    const run = longest(
      row.labels.filter(({ place }) => place === 1).map(({ kind }) => runAt(rows, index, kind)),
    )
    if (!run) return
    runs.set(index, run)
    from = run.end
  })
  return runs
}

function longest(runs: (Run | undefined)[]): Run | undefined {
  return runs.reduce(
    (best, run) => (run && run.entries.length > (best?.entries.length ?? 1) ? run : best),
    undefined,
  )
}

const hasLabel = ({ labels }: Row, kind: string, place?: number) =>
  labels.some(label => label.kind === kind && (place === undefined || label.place === place))

function runAt(rows: readonly Row[], start: number, kind: string): Run | undefined {
  const entries = [start]
  for (let index = start + 1; index < rows.length && entries.length < MAX_ENTRIES; index++) {
    const row = rows[index]!
    if (row.kind !== 'text' && row.kind !== 'code' && row.kind !== 'fence') break
    if (hasLabel(row, kind, entries.length + 1)) {
      if (kind === 'number' && isAnotherGap(rows, entries, index)) break
      entries.push(index)
    } else if (hasLabel(row, kind) || index - entries[entries.length - 1]! > MAX_ROWS_BETWEEN) break
    else if (row.labels.some(({ place }) => place === 1) && startsOther(rows, index, kind)) break
    else if (row.isBehindGap && row.kind === 'text') break
    // Questions that are numbered have choices of another look between them.
    else if (kind === 'number' && row.bullet !== rows[start]!.bullet) break
  }
  if (entries.length < 2) return undefined
  if (kind === 'number' && isOfQuestions(rows, entries)) return undefined
  return { entries, end: endOf(rows, entries, kind), kind }
}

/** Numbered choices stand all apart or all together: a number behind a gap is the next question's. */
function isAnotherGap(rows: readonly Row[], entries: readonly number[], index: number): boolean {
  return entries.length > 1 && rows[index]!.isBehindGap !== rows[entries[1]!]!.isBehindGap
}

function startsOther(rows: readonly Row[], index: number, kind: string): boolean {
  const other = rows[index]!.labels.find(label => label.place === 1 && label.kind !== kind)
  return other !== undefined && rows.slice(index + 1, index + 6).some(row => hasLabel(row, other.kind, 2))
}

/** Numbers belong to questions where no question stands above them, or where each asks something. */
function isOfQuestions(rows: readonly Row[], entries: readonly number[]): boolean {
  const above = rows[entries[0]! - 1]
  if (!above || above.kind === 'answer' || above.kind === 'explanation' || above.kind === 'quote') return true
  return entries.filter(index => /[?？؟]\s*(?:\*\*)?$/.test(rows[index]!.text)).length > entries.length / 2
}

/** Longer lines of a page wrap: a number below them may be their end. */
const SHORT = 40

/** The number of a page, which stands between the last choice and the next question. */
function isFooter(rows: readonly Row[], index: number): boolean {
  const { text } = rows[index]!
  if (!/^[-–—]?\s?\d{1,3}\s?[-–—]?$/.test(text)) return false
  const next = rows[index + 1]
  return rows[index - 1]!.text.length < SHORT && next !== undefined && hasLabel(next, 'number')
}

/** What stands without a gap below the last choice wraps it, unless it is the text of the next question. */
function endOf(rows: readonly Row[], entries: readonly number[], kind: string): number {
  let end = entries[entries.length - 1]! + 1
  while (end < rows.length) {
    const row = rows[end]!
    if (row.isBehindGap || row.kind !== 'text' || row.labels.length > 0 || row.bullet !== '') break
    if (isCaret(row.text) || isFooter(rows, end)) break
    end++
  }
  const next = rows[end]
  const isNextRun = next !== undefined && !next.isBehindGap && hasLabel(next, kind, 1)
  return isNextRun ? entries[entries.length - 1]! + 1 : end
}
