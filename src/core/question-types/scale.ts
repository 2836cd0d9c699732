/** A scale between two named ends, for one question or for several statements, each of which may be left out. */
import { oneDecimal } from './figures'
import { shortLabel, wholeNumber } from './fields'
import { LETTERS, lettersOf } from './letters'
import { wholePercents } from './percentages'
import {
  ABSTAIN,
  countersOf,
  NO_CARE,
  refused,
  voted,
  VOTERS,
  votesOf,
  type QuestionBase,
  type QuestionType,
  type Tally,
  type TypedQuestion,
} from './question-type'

export interface ScaleOptions {
  type: 'scale'
  /** The first and the last point; from two to eleven points. */
  from: number
  to: number
  /** What the ends are called; perhaps empty. */
  low: string
  high: string
}

/** The points of one statement. */
export interface StatementView {
  /** Its letter; empty: the question itself is judged. */
  letter: string
  voters: number
  /** null: nobody has voted. */
  mean: number | null
  /** The votes of each point, the first point first. */
  votes: number[]
}

export interface ScaleView {
  voters: number
  abstained: number
  statements: StatementView[]
}

const MAX_STATEMENTS = 6
export const MAX_END_LENGTH = 40

type ScaleQuestion = TypedQuestion<ScaleOptions>

const statementsOf = (question: QuestionBase) =>
  question.choices.length === 0 ? [''] : lettersOf(question).map(letter => letter.toLowerCase())

function pointsOf({ answer: { from, to } }: ScaleQuestion): number[] {
  return Array.from({ length: to - from + 1 }, (_, place) => from + place)
}

function statementView(question: ScaleQuestion, tally: Tally, statement: string): StatementView {
  const points = pointsOf(question)
  const votes = points.map(point => votesOf(tally, `${statement}${point}`))
  const voters = votes.reduce((sum, count) => sum + count, 0)
  const total = votes.reduce((sum, count, place) => sum + count * points[place]!, 0)
  return { letter: statement.toUpperCase(), voters, mean: voters === 0 ? null : total / voters, votes }
}

export const scale: QuestionType<ScaleOptions, ScaleView> = {
  name: 'scale',
  isBounded: true,
  hasNoRight: true,
  texts: ['low', 'high'],
  choices: [0, MAX_STATEMENTS],
  readOptions({ from, to, low, high }) {
    const first = wholeNumber(from, 0, 1)
    const last = wholeNumber(to, (first ?? 0) + 1, (first ?? 0) + 10)
    const ends = [shortLabel(low, MAX_END_LENGTH), shortLabel(high, MAX_END_LENGTH)]
    if (first === undefined || last === undefined || ends[0] === undefined || ends[1] === undefined)
      return undefined
    return { type: 'scale', from: first, to: last, low: ends[0], high: ends[1] }
  },
  readRight: () => undefined,
  readTag(text) {
    const [, from, to, ends = ''] = /^(\d{1,2})\s*[-–]\s*(\d{1,2})(?:\s*:\s*(.+))?$/.exec(text) ?? []
    const [low = '', high = '', more] = ends === '' ? [] : ends.split(/\s*(?:…|\.{3})\s*/)
    if (from === undefined || more !== undefined || (ends !== '' && !/…|\.{3}/.test(ends))) return undefined
    return { fields: { from: Number(from), to: Number(to), low, high } }
  },
  writeTag({ answer: { from, to, low, high } }) {
    return `${from}-${to}` + (low === '' && high === '' ? '' : `: ${low} … ${high}`.trimEnd())
  },
  counters(question) {
    const points = statementsOf(question).flatMap(letter =>
      pointsOf(question).map(point => `${letter}${point}`),
    )
    return question.choices.length === 0 ? points : [VOTERS, ...points]
  },
  parseVote(question, sent) {
    const { from, to } = question.answer
    const statements = statementsOf(question)
    const given = sent.split(',')
    if (given.length > statements.length) return refused('no-such-choice')
    const isPoint = (text: string) =>
      /^\d{1,2}$/.test(text) && String(+text) === text && +text >= from && +text <= to
    if (given.some(text => text !== '' && !isPoint(text))) return refused('no-such-choice')
    const counters = given.flatMap((point, place) => (point === '' ? [] : [`${statements[place]}${point}`]))
    if (counters.length === 0) return refused('too-few-choices')
    return question.choices.length === 0 ? voted(...counters) : voted(VOTERS, ...counters)
  },
  sentVote(question, vote) {
    const counters = countersOf(vote)
    if (question.choices.length === 0) return counters[0]!
    return statementsOf(question)
      .map(letter => counters.find(counter => counter.startsWith(letter))?.slice(1) ?? '')
      .join(',')
      .replace(/,+$/, '')
  },
  isRight: () => null,
  voters(tally) {
    if (tally.has(VOTERS)) return votesOf(tally, VOTERS)
    let voters = 0
    for (const [counter, votes] of tally) if (counter !== ABSTAIN) voters += votes
    return voters
  },
  view: (question, tally) => ({
    voters: scale.voters(tally),
    abstained: votesOf(tally, ABSTAIN),
    statements: statementsOf(question).map(statement => statementView(question, tally, statement)),
  }),
  rows: (question, tally) =>
    statementsOf(question).flatMap(statement => {
      const { letter, votes } = statementView(question, tally, statement)
      const percents = wholePercents(votes)
      const text = question.choices[LETTERS.indexOf(letter)] ?? ''
      return votes.map((count, place) => ({
        label: [text, String(question.answer.from + place)].filter(part => part !== '').join(': '),
        votes: count,
        percent: percents[place]!,
        isRight: false,
      }))
    }),
  picture: (question, tally) => ({
    shape: 'points',
    from: question.answer.from,
    ends: [question.answer.low, question.answer.high],
    scales: statementsOf(question).map(statement => {
      const { letter, votes, mean } = statementView(question, tally, statement)
      return { letter, votes, mean, label: question.choices[LETTERS.indexOf(letter)] ?? '' }
    }),
  }),
  read: ({ choices, answer: { to } }, { statements }) =>
    statements.map(({ letter, voters, mean }) => {
      const text = choices[LETTERS.indexOf(letter)]
      const what = text ? `${text}: ` : ''
      if (mean === null) return `${what}nobody has answered.`
      return `${what}mean ${oneDecimal(mean)} of ${to}, ${voters} ${voters === 1 ? 'answer' : 'answers'}.`
    }),
  headline(question, tally) {
    const means = scale
      .view(question, tally, 'presenter', NO_CARE)
      .statements.flatMap(({ letter, mean }) => (mean === null ? [] : `${letter} ${oneDecimal(mean)}`.trim()))
    return means.length === 0 ? '' : `Mean ${means.join(', ')}`
  },
}
