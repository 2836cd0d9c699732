/** The private chart of what people typed: numbers, texts and words, hidden and waiting ones too. */
import { bandOf } from '../../../../src/core/question-types/number'
import { writtenStatistic, writtenValue, withUnit } from '../../../question-types/number/written'
import type { ViewOf } from '../../../question-types/parts'
import { factsOf } from './bounded'
import { answersOf, chartQuestion, type ChartMoment, type Columns, type Picture, type Row } from './picture'
import { chartWords as words } from './words'

const NOTHING: Picture = { main: words.nobody, facts: [words.people(0)], table: { head: [], rows: [] } }

export function numberPicture(moment: ChartMoment): Picture {
  const question = chartQuestion<'number'>(moment)
  const view = answersOf(moment, 'number')
  if (!view?.statistics || !view.bins)
    return { ...NOTHING, facts: view ? factsOf(view) : NOTHING.facts, columns: emptyColumns }
  const { decimals } = question.answer
  const written = (value: number) => writtenValue(question, value)
  const { statistics, bins, inBand } = view
  const far = bins.below + bins.above
  const facts = [words.mean(writtenStatistic(question, statistics.mean)), ...factsOf(view)]
  if (inBand !== null) facts.push(words.right(inBand))
  if (far > 0) facts.push(words.farOff(far))
  return {
    main: words.median(withUnit(question, writtenStatistic(question, statistics.median))),
    facts,
    columns: binColumns(bins, bandOf(question.right), statistics.median, written),
    table: { head: [words.table.number, words.table.votes], rows: binRows(bins, decimals, written) },
  }
}

type Bins = NonNullable<ViewOf<'number'>['bins']>

const emptyColumns: Columns = { votes: [], before: undefined, isRight: [], labels: [], mark: null }

function binColumns(
  { from, width, votes }: Bins,
  band: readonly [number, number] | undefined,
  median: number,
  written: (value: number) => string,
): Columns {
  const end = from + width * votes.length
  return {
    votes,
    before: undefined,
    isRight: votes.map((_count, place) => {
      const start = from + place * width
      return band !== undefined && start <= band[1] && start + width > band[0]
    }),
    labels: [written(from), written(end)],
    mark: Math.min(1, (median - from) / (end - from)),
  }
}

function binRows(
  { from, width, votes, below, above }: Bins,
  decimals: number,
  written: (value: number) => string,
): string[][] {
  const narrowest = 10 ** -decimals
  const end = from + width * votes.length
  const named = votes.map((count, place) => {
    const start = from + place * width
    const last = start + width - narrowest
    return [last > start ? words.range(written(start), written(last)) : written(start), String(count)]
  })
  return [
    ...(below > 0 ? [[words.below(written(from)), String(below)]] : []),
    ...named,
    ...(above > 0 ? [[words.from(written(end)), String(above)]] : []),
  ]
}

/** The newest answers first. */
export function textPicture(moment: ChartMoment): Picture {
  const view = answersOf(moment, 'text')
  if (!view) return { ...NOTHING, rows: [], rowCount: 0 }
  const { cards, answers, waiting = 0, right } = view
  const most = Math.max(1, ...cards.map(({ votes }) => votes))
  const rows = cards.map(({ text, votes, state = 'shown' }): Row => {
    const isKeptBack = state !== 'shown'
    const figure = isKeptBack ? words.state[state] : words.times(votes)
    return { label: text, figure, share: votes === 1 ? 0 : votes / most, isKeptBack }
  })
  const facts = factsOf(view)
  if (right !== null) facts.push(words.right(right))
  if (waiting > 0) facts.push(words.waiting(waiting))
  const { answer, votes: head, seen } = words.table
  return {
    main: cards.length === 0 ? words.nobody : words.answers(answers + waiting),
    facts,
    rows,
    rowCount: Math.max(rows.length, answers + waiting),
    table: {
      head: [answer, head, seen],
      rows: cards.map(({ text, votes, state = 'shown' }) => [text, String(votes), words.state[state]]),
    },
  }
}

/** The most frequent words first; then those that the audience does not see yet. */
export function wordsPicture(moment: ChartMoment): Picture {
  const view = answersOf(moment, 'words')
  if (!view) return { ...NOTHING, rows: [], rowCount: 0 }
  const { words: shown, others, waiting = [], hidden = [] } = view
  const all = [
    ...shown.map(([label, votes]) => ({ label, votes, state: 'shown' as const })),
    ...waiting.map(([label, votes]) => ({ label, votes, state: 'waiting' as const })),
  ].sort((one, other) => other.votes - one.votes)
  const most = Math.max(1, ...all.map(({ votes }) => votes))
  const facts = factsOf(view)
  if (waiting.length > 0) facts.push(words.waiting(waiting.length))
  if (hidden.length > 0) facts.push(words.hidden(hidden.length))
  const { word, votes: head, seen } = words.table
  const count = shown.length + others + waiting.length
  return {
    main: count === 0 ? words.nobody : words.words(count),
    facts,
    rows: all.map(({ label, votes, state }) => ({
      label,
      figure: [String(votes), words.state[state]].filter(part => part !== '').join(' '),
      share: votes / most,
      isKeptBack: state !== 'shown',
    })),
    rowCount: count,
    table: {
      head: [word, head, seen],
      rows: all.map(({ label, votes, state }) => [label, String(votes), words.state[state]]),
    },
  }
}
