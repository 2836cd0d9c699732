/** What stands on the sheets of a workbook. */
import { lessonOverview } from '../../../core/poll/lesson-table'
import { resultTable } from '../../../core/poll/result-table'
import { rowsTable, type QuestionRows } from '../../../core/poll/rows'
import { asksTable } from '../asks/told'
import type { AskJson } from '../poll-schemas'
import type { ExportedPoll } from './exported'
import type { Sheet } from './workbook'

const RESULTS = 'Results'
const ROWS = 'Rows'
const ASKS = 'Questions from the room'

/** One question; with its joint rows where there are any. */
export function* pollSheets(poll: ExportedPoll, rows: readonly QuestionRows[]): Generator<Sheet> {
  yield { name: RESULTS, lines: resultTable(poll) }
  yield* rowsSheet(rows)
}

/** All polls in a list, their joint rows and the questions from the room where there are any, and a sheet for each poll. */
export function* lessonSheets(
  polls: readonly ExportedPoll[],
  rows: readonly QuestionRows[],
  asks: readonly AskJson[],
): Generator<Sheet> {
  yield { name: RESULTS, lines: lessonOverview(polls) }
  yield* rowsSheet(rows)
  if (asks.length > 0) yield { name: ASKS, lines: asksTable(asks) }
  for (const [place, poll] of polls.entries())
    yield { name: `${place + 1} ${poll.question.text}`, lines: resultTable(poll) }
}

function* rowsSheet(questions: readonly QuestionRows[]): Generator<Sheet> {
  if (questions.some(({ rows }) => rows.length > 0)) yield { name: ROWS, lines: rowsTable(questions) }
}
