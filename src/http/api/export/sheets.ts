/** What stands on the sheets of a workbook. */
import { lessonOverview } from '../../../core/poll/lesson-table'
import { resultTable } from '../../../core/poll/result-table'
import type { ExportedPoll } from './exported'
import type { Sheet } from './workbook'

const RESULTS = 'Results'

/** One question. */
export function* pollSheets(poll: ExportedPoll): Generator<Sheet> {
  yield { name: RESULTS, lines: resultTable(poll) }
}

/** All questions in a list, and a sheet for each. */
export function* lessonSheets(polls: readonly ExportedPoll[]): Generator<Sheet> {
  yield { name: RESULTS, lines: lessonOverview(polls) }
  for (const [place, poll] of polls.entries())
    yield { name: `${place + 1} ${poll.question.text}`, lines: resultTable(poll) }
}
