/**
 * The questions of a lesson as tables for spreadsheets: as one table of blocks, a block a question, and as a list with a
 * line a round. Cells are texts and numbers as they are: whoever writes a file makes them safe.
 */
import { typed, typeNameOf, typeOf, votersOf } from '../question-types/registry'
import { tallyOf } from '../question-types/rounds'
import { LETTERS } from '../question-types/letters'
import { leadSentence } from '../question-types/percentages'
import { resultTable, type Cell, type ResultTableOf } from './result-table'

/** A question of a lesson with what came of it. */
export interface LessonPoll extends ResultTableOf {
  id: string
  /** Milliseconds since 1970, of the first round. */
  askedAt: number
  /** People in the last round. */
  present: number
}

/**
 * All tables behind each other, an empty line between. All lines have the same number of cells, so that programs that
 * want that can read it, too.
 */
export function* lessonTable(polls: readonly LessonPoll[]): Generator<Cell[]> {
  const width = Math.max(0, ...polls.map(poll => BEFORE.length + headOf(poll).length))
  const padded = (cells: Cell[]): Cell[] => [
    ...cells,
    ...Array.from({ length: width - cells.length }, () => ''),
  ]
  for (const [place, poll] of polls.entries()) {
    if (place > 0) yield padded([])
    const { askedAt, question, present } = poll
    let before: Cell[] = [...BEFORE]
    for (const line of resultTable(poll)) {
      yield padded([...before, ...line])
      before = [timeOf(askedAt), typeNameOf(question), present]
    }
  }
}

/** The names of the columns before those of the table of a poll. */
const BEFORE = ['asked', 'type', 'present'] as const

function headOf(poll: LessonPoll): Cell[] {
  const [head] = resultTable(poll)
  return head!
}

/** What was asked, and the most important figure of each round. */
export function* lessonOverview(polls: readonly LessonPoll[]): Generator<Cell[]> {
  yield ['number', 'asked', 'type', 'question', 'round', 'voted', 'present', 'result', 'right']
  for (const [place, poll] of polls.entries()) {
    const { question, rounds, numbers, askedAt, present } = poll
    for (const [index, round] of rounds.entries())
      yield [
        place + 1,
        timeOf(askedAt),
        typeNameOf(question),
        question.text,
        numbers?.[index] ?? index + 1,
        votersOf(question, tallyOf(round)),
        // Of earlier rounds it is not kept.
        index === rounds.length - 1 ? present : '',
        figureOf(poll, index),
        question.right ?? '',
      ]
  }
}

/** `B: Bern 67 %`, `A: Aarau and B: Bern 40 % each`, `Median 1789 m`; empty: nobody has voted, or nothing leads. */
function figureOf({ question, rounds, care }: LessonPoll, round: number): string {
  const tally = tallyOf(rounds[round] ?? {})
  const type = typeOf(question)
  const best = type.best?.(typed(question), tally)
  if (!best) return type.headline?.(typed(question), tally, care) ?? ''
  const names = [...best.letters].map(letter =>
    [letter, question.choices[LETTERS.indexOf(letter)] ?? ''].filter(part => part !== '').join(': '),
  )
  return leadSentence(names, best.percent)
}

function timeOf(ms: number): string {
  return new Date(ms).toISOString()
}
