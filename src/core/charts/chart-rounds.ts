/** Which rounds of a poll its chart shows, and what is said of them: in the foot, and to who cannot see it. */
import type { Turnout } from '../protocol/poll'
import { ABSTAIN, votesOf, type Care, type Tally } from '../question-types/question-type'
import { typed, typeOf, votersOf, type Question } from '../question-types/registry'
import { tallyOf, type Round } from '../question-types/rounds'
import { chartWords as words } from './chart-words'
import { cleanLine } from './clean-text'
import type { Foot } from './foot'

/** What is drawn. */
export interface ChartOf {
  question: Question
  /** The tallies of its rounds, the last one at the end. */
  rounds: readonly Round[]
  /** Of these rounds, from 1; absent: none is left out. */
  numbers?: readonly number[] | undefined
  care: Care
  /** Of the last round; absent: only who voted is said. */
  turnout?: Turnout | undefined
}

export interface NumberedRound {
  number: number
  tally: Tally
}

/** The rounds that are drawn, one or two, and the question as it may be seen. */
export function roundsOf(
  { question, rounds, numbers }: ChartOf,
  { round, withRight }: { round?: number | undefined; withRight: boolean },
) {
  const numbered = rounds.map((each, index): NumberedRound => ({
    number: numbers?.[index] ?? index + 1,
    tally: tallyOf(each),
  }))
  const chosen = round === undefined ? numbered.slice(-2) : numbered.filter(({ number }) => number === round)
  return {
    rounds: chosen,
    question: withRight ? question : { ...question, right: null, explanation: undefined },
  }
}

export function footOf(
  { question, rounds: all, numbers, turnout }: ChartOf,
  rounds: readonly NumberedRound[],
): Foot {
  const [before, last = before] = rounds
  if (!before || !last) return { voted: 0, present: undefined, notes: [] }
  const count = numbers?.[all.length - 1] ?? all.length
  const isLast = last.number === count
  const abstained = votesOf(last.tally, ABSTAIN)
  const notes = abstained > 0 ? [words.cannotSay(abstained)] : []
  if (before !== last) notes.push(words.twoRounds(before.number, last.number))
  else if (count > 1) notes.push(words.roundOf(last.number, count))
  return {
    voted: isLast && turnout ? turnout.voted : votersOf(question, last.tally),
    present: isLast ? turnout?.present : undefined,
    notes,
  }
}

export function sentencesOf({ care }: ChartOf, question: Question, rounds: readonly NumberedRound[]): string {
  const type = typeOf(question)
  const said = rounds.map(({ number, tally }) => {
    const view = type.view(typed(question), tally, 'screen', care)
    const sentences = votersOf(question, tally) === 0 ? [words.nobody] : type.read(typed(question), view)
    return [...(rounds.length > 1 ? [`${words.round(number)}:`] : []), ...sentences].join(' ')
  })
  return cleanLine(said.join(' '))
}
