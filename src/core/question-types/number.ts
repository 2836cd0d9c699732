/** A number with a unit: entered within a plausible range, right within a band. */
import { figure, statisticFigure } from './figures'
import { numberOrNull, shortLabel, wholeNumber } from './fields'
import { binsOf, statisticsOf, type Bins, type Statistics } from './histogram'
import { readNumberTag, writeNumberTag } from './number-tag'
import { parseNumber, writeNumber } from './numerals'
import {
  ABSTAIN,
  NO_CARE,
  refused,
  voted,
  votesOf,
  type Audience,
  type QuestionType,
  type Tally,
} from './question-type'

export interface NumberOptions {
  type: 'number'
  /** What may be entered; null: no limit. */
  min: number | null
  max: number | null
  /** The most digits behind the decimal point. */
  decimals: number
  /** Written behind the number; perhaps empty. */
  unit: string
}

export interface NumberView {
  voters: number
  abstained: number
  /** null: nobody has voted. */
  statistics: Statistics | null
  bins: Bins | null
  /** How many are right; null: nothing is right, or it is not revealed. */
  inBand: number | null
}

/** The most columns of a picture: a phone has less room. */
const MAX_BINS: Record<Audience, number> = { phone: 12, screen: 20, presenter: 20 }
/** Numbers beyond this are not exact any more. */
export const MAX_NUMBER = 1e12
const MAX_DECIMALS = 6
export const MAX_UNIT_LENGTH = 20
/** A unit that a list as text could not tell from the number before it. */
const UNIT_LIKE_NUMBER = /^[\d.,=±+;'’−-]|;/

/** A band of right answers, both ends included: `1779..1799`. */
export function bandOf(right: string | null): readonly [number, number] | undefined {
  const ends = right?.split('..').map(Number)
  return ends?.length === 2 ? [ends[0]!, ends[1]!] : undefined
}

/**
 * A band as people write it: `1779..1799`, `1789 ± 10`, `3,14 ± 1 %`, or one number.
 * @returns the band as it is kept; undefined: it is none
 */
function readBand(text: string): string | undefined {
  const [low, high, more] = text.split('..').map(part => parseNumber(part, MAX_DECIMALS))
  if (more !== undefined) return undefined
  if (high !== undefined) {
    if (typeof low !== 'number' || typeof high !== 'number' || low > high) return undefined
    return `${writeNumber(low)}..${writeNumber(high)}`
  }
  const [value, spread] = text.split(/±|\+\/?-/)
  const middle = parseNumber(value!, MAX_DECIMALS)
  if (typeof middle !== 'number') return undefined
  if (spread === undefined) return `${writeNumber(middle)}..${writeNumber(middle)}`
  const isPercent = /%\s*$/.test(spread)
  const width = parseNumber(spread.replace(/%\s*$/, ''), MAX_DECIMALS)
  if (typeof width !== 'number' || width < 0) return undefined
  const half = isPercent ? (Math.abs(middle) * width) / 100 : width
  return `${writeNumber(middle - half)}..${writeNumber(middle + half)}`
}

/** The numbers of a tally and how often each was entered, the smallest first. */
function valuesOf(tally: Tally): [value: number, votes: number][] {
  const values: [number, number][] = []
  for (const [counter, votes] of tally) if (counter !== ABSTAIN && votes > 0) values.push([+counter, votes])
  return values.sort(([one], [other]) => one - other)
}

function votesWithin(values: readonly [number, number][], band: readonly [number, number]): number {
  return values.reduce((sum, [value, votes]) => (value >= band[0] && value <= band[1] ? sum + votes : sum), 0)
}

export const number: QuestionType<NumberOptions, NumberView> = {
  name: 'number',
  isBounded: false,
  texts: ['unit'],
  choices: [0, 0],
  readOptions({ min = null, max = null, decimals = 0, unit }) {
    const ends = [numberOrNull(min), numberOrNull(max)] as const
    const digits = wholeNumber(decimals, 0, MAX_DECIMALS)
    const sign = shortLabel(unit, MAX_UNIT_LENGTH)
    if (ends[0] === undefined || ends[1] === undefined || digits === undefined || sign === undefined)
      return undefined
    if (UNIT_LIKE_NUMBER.test(sign)) return undefined
    if (Math.abs(ends[0] ?? 0) > MAX_NUMBER || Math.abs(ends[1] ?? 0) > MAX_NUMBER) return undefined
    const [least, most] = [ends[0], ends[1]]
    if (least !== null && most !== null && least >= most) return undefined
    return { type: 'number', min: least, max: most, decimals: digits, unit: sign }
  },
  readRight: (_question, right) => readBand(right),
  readTag: readNumberTag,
  writeTag: writeNumberTag,
  counters: () => [],
  parseVote({ answer: { min, max, decimals } }, sent) {
    const value = parseNumber(sent, decimals)
    if (typeof value !== 'number') return refused(value ?? 'not-a-number')
    const isWithin = value >= (min ?? -MAX_NUMBER) && value <= (max ?? MAX_NUMBER)
    return isWithin ? voted(writeNumber(value)) : refused('out-of-range')
  },
  sentVote: (_question, vote) => vote,
  isRight({ right }, vote) {
    const band = bandOf(right)
    return band === undefined ? null : +vote >= band[0] && +vote <= band[1]
  },
  voters: tally => valuesOf(tally).reduce((sum, [, votes]) => sum + votes, 0),
  view({ answer, right }, tally, audience) {
    const values = valuesOf(tally)
    const band = bandOf(right)
    return {
      voters: values.reduce((sum, [, votes]) => sum + votes, 0),
      abstained: votesOf(tally, ABSTAIN),
      statistics: statisticsOf(values),
      bins: binsOf(values, answer.decimals, MAX_BINS[audience]),
      inBand: band === undefined ? null : votesWithin(values, band),
    }
  },
  rows(question, tally) {
    const values = valuesOf(tally)
    const voters = values.reduce((sum, [, votes]) => sum + votes, 0)
    return values.map(([value, votes]) => ({
      label: writeNumber(value),
      votes,
      percent: Math.round((votes / voters) * 100),
      isRight: number.isRight(question, writeNumber(value)) ?? false,
    }))
  },
  picture(question, tally) {
    const { voters, bins, statistics, inBand } = number.view(question, tally, 'screen', NO_CARE)
    const band = bandOf(question.right)
    const share = (inBand ?? 0) / Math.max(1, voters)
    const { decimals, unit } = question.answer
    const right = band ? { from: band[0], to: band[1], share } : null
    return { shape: 'histogram', bins, statistics, right, decimals, unit }
  },
  read({ answer }, { voters, statistics, inBand }) {
    if (statistics === null) return ['Nobody has answered.']
    const statistic = (value: number) => withUnit(answer, statisticFigure(value, answer.decimals))
    const entered = (value: number) => withUnit(answer, figure(value, answer.decimals))
    const { median, mean, min, max } = statistics
    const sentences = [
      `${voters} ${voters === 1 ? 'answer' : 'answers'}: half of them at most ${statistic(median)}, mean ${statistic(mean)}, from ${entered(min)} to ${entered(max)}.`,
    ]
    if (inBand !== null) sentences.push(`${Math.round((inBand / voters) * 100)} percent are right.`)
    return sentences
  },
  headline({ answer }, tally) {
    const statistics = statisticsOf(valuesOf(tally))
    if (!statistics) return ''
    return `Median ${withUnit(answer, statisticFigure(statistics.median, answer.decimals))}`
  },
  isComparable: (one, other) => one.unit === other.unit && one.decimals === other.decimals,
}

function withUnit({ unit }: NumberOptions, written: string): string {
  return [written, unit].filter(part => part !== '').join(' ')
}
