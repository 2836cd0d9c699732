/** Writes results as a table that spreadsheets read: a row for each choice in each round. */
import { NO_CARE } from '../../../src/core/question-types/question-type'
import { typed, typeOf } from '../../../src/core/question-types/registry'
import { tallyOf } from '../../../src/core/question-types/rounds'
import { LETTERS } from '../../../src/core/question-types/letters'
import type { ListedResult } from '../../../src/core/protocol/poll'

const HEAD = ['asked', 'question', 'round', 'choice', 'text', 'right', 'votes', 'percent', 'voted', 'present']

/** The table as CSV (RFC 4180). */
export function tableOf(results: ListedResult[]): string {
  return [HEAD, ...results.flatMap(rowsOf)].map(row => row.map(cell).join(',')).join('\r\n') + '\r\n'
}

function rowsOf({ askedAt, question, rounds, voted, present }: ListedResult): (string | number)[][] {
  const asked = new Date(askedAt).toISOString()
  const type = typeOf(question)
  return rounds.flatMap((round, index) =>
    type
      .rows(typed(question), tallyOf(round), NO_CARE)
      .map(({ label, letter = '', votes, percent, isRight }) => {
        const text = letter === '' ? label : (question.choices[LETTERS.indexOf(letter)] ?? label)
        const figures = [votes, percent ?? '', voted, present]
        return [asked, question.text, index + 1, letter, text, isRight ? 'yes' : '', ...figures]
      }),
  )
}

function cell(value: string | number): string {
  const text = String(value)
  // A spreadsheet would run a text that looks like a formula.
  const harmless = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replace(/"/g, '""')}"` : harmless
}
