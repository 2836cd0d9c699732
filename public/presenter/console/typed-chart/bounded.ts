/** The private chart of scales and orders: their counters are few, and two rounds stand side by side. */
import { labelOf, LETTERS } from '../../../../src/core/question-types/letters'
import { order } from '../../../../src/core/question-types/order'
import { scale } from '../../../../src/core/question-types/scale'
import { oneDecimal } from '../../../question-types/figures'
import { viewOf, type ViewOf } from '../../../question-types/parts'
import {
  chartQuestion,
  type ChartMoment,
  type Columns,
  type Picture,
  type QuestionOf,
  type Row,
} from './picture'
import { chartWords as words } from './words'

export function scalePicture(moment: ChartMoment): Picture {
  const question = chartQuestion<'scale'>(moment)
  const { now, before } = roundsOf(moment, counts => viewOf(scale, question, counts))
  const facts = factsOf(now)
  return question.choices.length === 0
    ? { ...onePicture(question, now, before), facts }
    : { ...statementsPicture(question, now, before), facts }
}

function onePicture(
  { answer: { from, to } }: QuestionOf<'scale'>,
  now: ViewOf<'scale'>,
  before: ViewOf<'scale'> | undefined,
): Omit<Picture, 'facts'> {
  const { votes, mean } = now.statements[0]!
  const earlier = before?.statements[0]
  const labels = votes.map((_count, place) => String(from + place))
  const columns: Columns = {
    votes,
    before: earlier?.votes,
    isRight: votes.map(() => false),
    labels,
    mark: mean === null ? null : (mean - from + 0.5) / (to - from + 1),
  }
  const { point, votes: head, before: headBefore } = words.table
  return {
    main: mean === null ? words.nobody : words.mean(changeOf(earlier?.mean, mean)),
    columns,
    table: {
      head: earlier ? [point, head, headBefore] : [point, head],
      rows: labels.map((label, place) => [
        label,
        String(votes[place]),
        ...(earlier ? [String(earlier.votes[place])] : []),
      ]),
    },
  }
}

function statementsPicture(
  question: QuestionOf<'scale'>,
  now: ViewOf<'scale'>,
  before: ViewOf<'scale'> | undefined,
): Omit<Picture, 'facts'> {
  const rows = now.statements.map(({ letter, votes, mean }, place): Row => {
    const earlier = before?.statements[place]?.mean
    return {
      letter,
      label: question.choices[LETTERS.indexOf(letter)] ?? '',
      figure: mean === null ? '' : changeOf(earlier, mean),
      share: 0,
      columns: votes,
    }
  })
  return {
    main: now.voters === 0 ? words.nobody : words.means,
    rows,
    rowCount: rows.length,
    table: {
      head: [words.table.statement, words.table.mean],
      rows: rows.map(({ letter, label, figure }) => [`${letter} ${label}`, figure]),
    },
  }
}

/** Mean Borda points, the most first; the bar of a first place from everybody is full. */
export function orderPicture(moment: ChartMoment): Picture {
  const question = chartQuestion<'order'>(moment)
  const { now, before } = roundsOf(moment, counts => viewOf(order, question, counts))
  const most = question.choices.length
  const rows = now.items.map(({ letter, points }): Row => {
    const earlier = before?.items.find(item => item.letter === letter)
    return {
      letter,
      label: question.choices[LETTERS.indexOf(letter)] ?? '',
      figure: now.voters === 0 ? '' : changeOf(earlier?.points, points),
      share: points / most,
      before: earlier && earlier.points / most,
    }
  })
  const facts = factsOf(now)
  // Pages are sent how many are right with what is right.
  if (moment.poll.right !== null) facts.push(words.right(now.allRight))
  return {
    main: now.voters === 0 ? words.nobody : words.meanPoints,
    facts,
    rows,
    rowCount: rows.length,
    table: {
      head: [words.table.item, words.table.points],
      rows: rows.map(({ letter, figure }) => [labelOf(question, letter!), figure]),
    },
  }
}

function roundsOf<View>({ counts, earlier }: ChartMoment, view: (counts: ChartMoment['counts']) => View) {
  const last = earlier[earlier.length - 1]
  return { now: view(counts), before: last && view(last) }
}

export function factsOf({ voters, abstained }: { voters: number; abstained: number }): string[] {
  return [words.people(voters), ...(abstained > 0 ? [words.cannotSay(abstained)] : [])]
}

function changeOf(before: number | null | undefined, now: number): string {
  const text = oneDecimal(now)
  return before === null || before === undefined ? text : words.change(oneDecimal(before), text)
}
