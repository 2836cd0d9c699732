/** Joint rows of a lesson as a table: a person a line, a round of a question a column. */
import { ABSTAIN } from '../question-types/question-type'
import { sentVote, type Question } from '../question-types/registry'
import { cellOf, type Cell } from './result-table'

/** A round of a result whose rows are kept. */
export interface RowsPlace {
  /** Of the result. */
  id: string
  round: number
}

/** The rows of a round: votes under ids that are the same for a browser in one lesson only. */
export interface RoundRows {
  round: number
  votes: [person: string, vote: string][]
}

export interface QuestionRows {
  question: Question
  rows: readonly RoundRows[]
}

/** The lines of the table, the names of the columns first; nothing if there are no rows. */
export function* rowsTable(questions: readonly QuestionRows[]): Generator<Cell[]> {
  const columns = questions.flatMap(({ question, rows }, place) =>
    rows.map(({ round, votes }) => ({
      name: `${place + 1} ${question.text}`.trim() + (round > 1 ? ` (round ${round})` : ''),
      question,
      votes: new Map(votes),
    })),
  )
  if (columns.length === 0) return
  yield ['person', ...columns.map(({ name }) => name)]
  // By their ids, which are random: not in the order in which they voted.
  const people = [...new Set(columns.flatMap(({ votes }) => [...votes.keys()]))].sort()
  for (const [place, person] of people.entries())
    yield [place + 1, ...columns.map(({ question, votes }) => answerOf(question, votes.get(person)))]
}

function answerOf(question: Question, vote: string | undefined): Cell {
  if (vote === undefined) return ''
  return vote === ABSTAIN ? 'cannot say' : cellOf(sentVote(question, vote))
}
