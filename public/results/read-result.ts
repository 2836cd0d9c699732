/** Makes of a result, as the API answers it, the question and the tallies that charts and tables are drawn from. */
import { plainOf } from '../../src/core/import/json-shape'
import type { RoundFigures } from '../../src/core/import/round-json'
import { ABSTAIN, ALL_RIGHT, VOTERS, type Tally } from '../../src/core/question-types/question-type'
import { readQuestion, type Question } from '../../src/core/question-types/registry'
import { standingCounters } from '../../src/core/question-types/rounds'
import type { ResultEntry } from './lesson-results'

export interface ReadResult extends Omit<ResultEntry, 'question' | 'askedAt'> {
  question: Question
  /** Milliseconds since 1970. */
  at: number
  /** Of each round. */
  tallies: Tally[]
}

/** undefined: it is of a kind that this page does not know. */
export function readResult(entry: ResultEntry): ReadResult | undefined {
  const question = readQuestion(plainOf(entry.question))
  if (!question) return undefined
  const tallies = entry.rounds.map(round => tallyOf(question, round))
  return { ...entry, question, at: Date.parse(entry.askedAt), tallies }
}

/** What the server has left out stays out: answers that are hidden, and of very many different ones the rare ones. */
function tallyOf(question: Question, { counts, voted, abstained, allRight = 0 }: RoundFigures): Tally {
  const hasVoters = standingCounters(question).includes(VOTERS)
  return new Map([
    ...(hasVoters ? [[VOTERS, voted - abstained] as const] : []),
    ...Object.entries(counts),
    ...(abstained > 0 ? [[ABSTAIN, abstained] as const] : []),
    ...(allRight > 0 ? [[`${ALL_RIGHT}${question.right ?? ''}`, allRight] as const] : []),
  ])
}
