/** Writes results as a table that spreadsheets read: a row for each choice in each round. */
import { percentsOf } from '../../../src/core/question-types/percentages'
import { LETTERS } from '../../../src/core/poll/voting-rules'
import type { Result } from '../../../src/core/protocol/poll'

const HEAD = ['asked', 'question', 'round', 'choice', 'text', 'right', 'votes', 'percent', 'voted', 'present']

/** The table as CSV (RFC 4180). */
export function tableOf(results: Result[]): string {
  return [HEAD, ...results.flatMap(rowsOf)].map(row => row.map(cell).join(',')).join('\r\n') + '\r\n'
}

function rowsOf({ askedAt, question, rounds, voted, present }: Result): (string | number)[][] {
  const asked = new Date(askedAt).toISOString()
  return rounds.flatMap((counts, index) => {
    const percents = percentsOf(counts)
    return question.choices.map((text, place) => {
      const letter = LETTERS[place]!
      const isRight = question.right === letter ? 'yes' : ''
      const figures = [counts[letter] ?? 0, percents[letter] ?? 0, voted, present]
      return [asked, question.text, index + 1, letter, text, isRight, ...figures]
    })
  })
}

function cell(value: string | number): string {
  const text = String(value)
  // A spreadsheet would run a text that looks like a formula.
  const harmless = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replace(/"/g, '""')}"` : harmless
}
