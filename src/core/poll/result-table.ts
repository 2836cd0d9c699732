/**
 * A poll as a table for spreadsheets: one line a round and one column a choice; of answers that people typed, one line
 * an answer. Cells are texts and numbers as they are: whoever writes a file makes them safe.
 */
import type { Care } from '../question-types/question-type'
import { ABSTAIN, ALL_RIGHT, VOTERS, votesOf } from '../question-types/question-type'
import { typed, typeOf, votersOf, type Question } from '../question-types/registry'
import { standingCounters, tallyOf, type Round } from '../question-types/rounds'
import { LETTERS } from '../question-types/letters'

export type Cell = string | number

export interface ResultTableOf {
  question: Question
  rounds: readonly Round[]
  /** Of these rounds, from 1; absent: none is left out. */
  numbers?: readonly number[] | undefined
  care: Care
}

/** The lines of the table, the names of the columns first. */
export function* resultTable({ question, rounds, numbers, care }: ResultTableOf): Generator<Cell[]> {
  if (!typeOf(question).isBounded) {
    yield* answerLines({ question, rounds, numbers, care })
    return
  }
  const counters = standingCounters(question).filter(
    counter => counter !== VOTERS && counter !== ABSTAIN && !counter.startsWith(ALL_RIGHT),
  )
  const abstained = question.canAbstain ? ['cannot say'] : []
  yield [
    'question',
    'round',
    'voted',
    ...counters.map(each => columnOf(question, each)),
    ...abstained,
    'right',
  ]
  for (const [place, round] of rounds.entries()) {
    const tally = tallyOf(round)
    yield [
      question.text,
      numbers?.[place] ?? place + 1,
      votersOf(question, tally),
      ...counters.map(counter => votesOf(tally, counter)),
      ...abstained.map(() => votesOf(tally, ABSTAIN)),
      question.right ?? '',
    ]
  }
}

function* answerLines({ question, rounds, numbers, care }: ResultTableOf): Generator<Cell[]> {
  yield ['question', 'round', 'answer', 'votes', 'right']
  for (const [place, round] of rounds.entries()) {
    const tally = tallyOf(round)
    const number = numbers?.[place] ?? place + 1
    const rows = typeOf(question).rows(typed(question), tally, care)
    // What was asked is named, also where no answer is to be listed.
    if (rows.length === 0) yield [question.text, number, '', '', '']
    for (const { label, votes, isRight } of rows)
      yield [question.text, number, cellOf(label), votes, isRight ? 'yes' : '']
    const abstained = votesOf(tally, ABSTAIN)
    if (abstained > 0) yield [question.text, number, '(cannot say)', abstained, '']
  }
}

/** The choice that a counter is for, with its letter, and the point or place, if it has one: `B: Bern`, `A: Rome 2`. */
function columnOf({ choices }: Question, counter: string): string {
  const [, letter = '', figure = ''] = /^([A-La-l]?)(\d*)$/.exec(counter) ?? []
  const text = choices[LETTERS.indexOf(letter.toUpperCase())] ?? ''
  const choice = [letter.toUpperCase(), text].filter(part => part !== '').join(': ')
  return [choice, figure].filter(part => part !== '').join(' ') || counter
}

/** What is a number is one in a spreadsheet, too. */
export function cellOf(label: string): Cell {
  return String(Number(label)) === label && Number.isFinite(Number(label)) ? Number(label) : label
}
