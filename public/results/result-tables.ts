/** The rounds of a result as tables: for screen readers, for whoever prefers numbers, and on paper for what people typed. */
import { LETTERS } from '../../src/core/question-types/letters'
import { ABSTAIN, NO_CARE, type ResultRow, type Tally } from '../../src/core/question-types/question-type'
import { typed, typeOf, type Question } from '../../src/core/question-types/registry'
import { make, written } from '../shared/dom'
import type { ReadResult } from './read-result'
import { resultsWords as words } from './words'

/** Rows of a table: what is beyond is counted. */
const MAX_ROWS = 100
/** Of these, on paper: one page has no room for more than the most frequent. */
const MAX_PAPER_ROWS = 20

/** A table for each round, and a sentence where one is not whole or has no row. */
export function resultTables({ question, tallies, rounds }: ReadResult): HTMLElement[] {
  const type = typeOf(question)
  // Its chart is not printed.
  const isListed = type.isTyped === true && !type.picture
  return tallies.flatMap((tally, place) => {
    const rows = rowsOf(question, tally)
    const others = rounds[place]?.others ?? 0
    const isAlone = tallies.length === 1
    const name = isAlone ? words.numbers : words.round(rounds[place]?.round ?? place + 1)
    const isLast = place === tallies.length - 1
    if (rows.length === 0)
      return [nothingIn(rounds[place]?.voted ?? 0, isAlone ? '' : name, isLast && isListed)]
    const table = tableOf(name, rows.slice(0, MAX_ROWS), onPaperOf(rows))
    if (isAlone) table.caption!.className = 'not-on-paper'
    // On paper there is room for what counts last.
    if (!isLast) table.classList.add('not-on-paper')
    const left = Math.max(0, rows.length - MAX_ROWS) + others
    const leftOnPaper = Math.max(0, rows.length - MAX_PAPER_ROWS) + others
    return [
      table,
      ...(left > 0 ? [make('p', 'hint not-on-paper', words.more(left))] : []),
      ...(isLast && leftOnPaper > 0 ? [make('p', 'hint on-paper', words.more(leftOnPaper))] : []),
    ]
  })
}

/** In place of a table without a row. @param round its name, where there are several */
function nothingIn(voted: number, round: string, isOnPaper: boolean): HTMLElement {
  const said = voted === 0 ? words.nobody : words.noAnswerShown
  return make('p', isOnPaper ? 'hint' : 'hint not-on-paper', round === '' ? said : `${round}: ${said}`)
}

/** Choices in their order, what people typed by its votes. */
function rowsOf(question: Question, tally: Tally): ResultRow[] {
  const type = typeOf(question)
  const rows = type.rows(typed(question), tally, NO_CARE)
  const sorted = type.isTyped ? [...rows].sort((one, other) => other.votes - one.votes) : rows
  const named = sorted.map(row => ({ ...row, label: nameOf(question, row) }))
  const abstained = tally.get(ABSTAIN) ?? 0
  if (abstained === 0) return named
  return [...named, { label: words.cannotSay, votes: abstained, percent: null, isRight: false }]
}

function nameOf({ choices }: Question, { letter = '', label }: ResultRow): string {
  const text = letter === '' ? '' : choices[LETTERS.indexOf(letter)]
  return text ? `${letter} ${text}` : label
}

/** The rows that are on paper. */
function onPaperOf(rows: readonly ResultRow[]): ReadonlySet<ResultRow> {
  const byVotes = [...rows].sort((one, other) => other.votes - one.votes)
  return new Set(byVotes.slice(0, MAX_PAPER_ROWS))
}

function tableOf(
  name: string,
  rows: readonly ResultRow[],
  onPaper: ReadonlySet<ResultRow>,
): HTMLTableElement {
  const table = make('table', 'numbers')
  const hasPercent = rows.some(({ percent }) => percent !== null)
  const hasRight = rows.some(({ isRight }) => isRight)
  const head = make('tr')
  const heads = [
    words.answer,
    words.votes,
    ...(hasPercent ? [words.percentHead] : []),
    ...(hasRight ? [words.rightHead] : []),
  ]
  head.append(...heads.map(text => headOf('col', make('th', '', text))))
  const [top, body] = [make('thead'), make('tbody')]
  top.append(head)
  body.append(
    ...rows.map(each => {
      const { label, votes, percent, isRight } = each
      const row = make('tr', onPaper.has(each) ? '' : 'not-on-paper')
      const cells = [
        make('td', 'figure', String(votes)),
        ...(hasPercent ? [make('td', 'figure', percent === null ? '' : words.percent(percent))] : []),
        ...(hasRight ? [make('td', '', isRight ? words.right : '')] : []),
      ]
      row.append(headOf('row', written('th', '', label)), ...cells)
      return row
    }),
  )
  table.append(make('caption', '', name), top, body)
  return table
}

function headOf(scope: string, cell: HTMLTableCellElement): HTMLTableCellElement {
  cell.scope = scope
  return cell
}
