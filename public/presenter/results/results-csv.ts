/** Writes results as a table that spreadsheets read: a row for each choice, point, number or answer in each round. */
import type { Counts, Question } from '../../../src/core/protocol/poll'
import type { ListedResult } from '../../../src/core/protocol/results'
import { ABSTAIN, NO_CARE, type ResultRow } from '../../../src/core/question-types/question-type'
import { typed, typeOf } from '../../../src/core/question-types/registry'
import { tallyOf } from '../../../src/core/question-types/rounds'
import { LETTERS } from '../../../src/core/question-types/letters'
import { resultsWords as words } from './words'

/** The rows of a round, and how many could not say. */
export interface RoundRows {
  rows: ResultRow[]
  abstained: number
}

/** The table as CSV (RFC 4180). `rounds`: the rows of each round of a result. */
export function tableOf(results: { result: ListedResult; rounds: RoundRows[] }[]): string {
  const rows = results.flatMap(({ result, rounds }) =>
    rounds.flatMap((round, index) => rowsOf(result, round, index)),
  )
  return [words.tableHead, ...rows].map(row => row.map(cell).join(',')).join('\r\n') + '\r\n'
}

/** The rows of a tally whose counters are few. */
export function rowsOfCounts(question: Question, counts: Counts): RoundRows {
  const rows = typeOf(question).rows(typed(question), tallyOf(counts), NO_CARE)
  return { rows, abstained: counts[ABSTAIN] ?? 0 }
}

function rowsOf(
  { askedAt, question, voted, present }: ListedResult,
  { rows, abstained }: RoundRows,
  round: number,
): (string | number)[][] {
  const asked = [new Date(askedAt).toISOString(), question.text, words.type(question), round + 1]
  const people = [voted, present]
  const named = rows.map(({ label, letter = '', votes, percent, isRight }) => {
    const text = letter === '' ? label : (question.choices[LETTERS.indexOf(letter)] ?? label)
    return [...asked, letter, text, isRight ? words.tableYes : '', votes, percent ?? '', ...people]
  })
  if (abstained === 0) return named
  return [...named, [...asked, '', words.cannotSay, '', abstained, '', ...people]]
}

const FORMULA = /^[=+\-@\t\r]/
const NUMBER = /^-?\d+(\.\d+)?$/

function cell(value: string | number): string {
  const text = String(value)
  // A spreadsheet would run a text that looks like a formula.
  const harmless = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replace(/"/g, '""')}"` : harmless
}
