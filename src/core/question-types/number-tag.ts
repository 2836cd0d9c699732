/** A question for a number in a list as text: `[number 1500..2000 = 1789 ± 10 m; 2 decimals]`, all parts optional. */
import type { Tag, QuestionBase } from './question-type'
import { parseNumber, writeNumber } from './numerals'

const NUMERAL = String.raw`[-−–]?\d(?:[\d\s'’.,]*\d)?`
const TAG = new RegExp(
  String.raw`^(?:(?<min>${NUMERAL})?\s*\.\.\s*(?<max>${NUMERAL})?)?` +
    String.raw`\s*(?:=\s*(?<right>${NUMERAL}(?:\s*\.\.\s*${NUMERAL}|\s*(?:±|\+/?-)\s*${NUMERAL}(?:\s*%(?=\s|$))?)?))?` +
    String.raw`\s*(?<unit>(?![^;]*=\s*[-−–]?\d)[^\d\s.,=±;][^;]*?)?\s*(?:;\s*(?<decimals>\d)\s*decimals?)?$`,
  'u',
)
const MOST_DECIMALS = 6
/** `50,000` is fifty thousand for some and fifty for others. */
const AMBIGUOUS = /(?:^|[^\d.,])[1-9]\d{0,2}(?:(?:,\d{3})+|(?:\.000)+)(?![\d,])/

/** The decimals are those of the numbers that are written, unless they are named. */
export function readNumberTag(text: string): Tag | undefined {
  const parts = TAG.exec(text)?.groups
  if (!parts) return undefined
  const { min, max, right, unit = '', decimals } = parts
  // `[number line]` is more likely a part of the question; a unit alone is written `[number .. m]`.
  if (unit !== '' && text.startsWith(unit)) return undefined
  if (AMBIGUOUS.test([min, max, right].join(' ').replace('..', ' '))) return undefined
  const numberOf = (numeral: string | undefined) =>
    numeral === undefined ? null : parseNumber(numeral, MOST_DECIMALS)
  const written = [min, max, right].map(part => decimalsIn(part ?? ''))
  return {
    fields: {
      min: numberOf(min),
      max: numberOf(max),
      decimals: decimals === undefined ? Math.max(...written) : Number(decimals),
      unit,
    },
    right,
  }
}

export function writeNumberTag({
  answer: { min, max, decimals, unit },
  right,
}: QuestionBase & {
  answer: { min: number | null; max: number | null; decimals: number; unit: string }
}): string {
  const [low = '', high = ''] = right?.split('..') ?? []
  const band = low === high ? low : `${low}..${high}`
  const range =
    min === null && max === null
      ? ''
      : [min, max].map(end => (end === null ? '' : writeNumber(end))).join('..')
  const said = [range, band === '' ? '' : `= ${band}`].filter(part => part !== '').join(' ')
  const sign = said === '' && unit !== '' ? `.. ${unit}` : unit
  const needsDecimals = decimals !== decimalsIn(said.replace('..', ' '))
  return [said, sign].filter(part => part !== '').join(' ') + (needsDecimals ? `; ${decimals} decimals` : '')
}

/** The most digits behind a point or comma of the numbers in this text. */
function decimalsIn(text: string): number {
  // Two points are no decimal point. Browsers that read lists do not all look behind.
  const ends = [...text.matchAll(/[.,](\d+)/g)].filter(({ index }) => !/[.,]/.test(text.charAt(index - 1)))
  return Math.max(0, ...ends.map(([, digits]) => digits!.length))
}
