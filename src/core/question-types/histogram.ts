/** What many numbers look like: a few figures and some bins that begin on round numbers. */

/** Values and how often each comes, the smallest first. */
export type Values = readonly (readonly [value: number, votes: number])[]

export interface Statistics {
  mean: number
  median: number
  /** The lower and the upper quartile. */
  quartiles: [number, number]
  min: number
  max: number
}

export interface Bins {
  /** Where the first bin begins. */
  from: number
  /** The width of each bin: 1, 2 or 5 times a power of ten. */
  width: number
  votes: number[]
  /** Values far off, which would flatten all others. */
  below: number
  above: number
}

/** Values further off than this many times the middle half's width are not drawn to scale. */
const FAR_OFF = 3

/** null: there is no value. */
export function statisticsOf(values: Values): Statistics | null {
  const count = countOf(values)
  if (count === 0) return null
  const sum = values.reduce((total, [value, votes]) => total + value * votes, 0)
  return {
    mean: sum / count,
    median: quantile(values, count, 0.5),
    quartiles: [quantile(values, count, 0.25), quantile(values, count, 0.75)],
    min: values[0]![0],
    max: values[values.length - 1]![0],
  }
}

/**
 * null: there is no value.
 * @param decimals no bin is narrower than what can be entered @param most how many bins there may be
 */
export function binsOf(values: Values, decimals: number, most: number): Bins | null {
  const statistics = statisticsOf(values)
  if (!statistics) return null
  const narrowest = 10 ** -decimals
  const { low, high } = endsOf(values, statistics, narrowest)
  const width = widthOf(high - low, narrowest, most)
  // Whole numbers of widths, so that 0.1 + 0.2 does not fall beside its bin.
  const first = Math.floor(round(low / width))
  const last = Math.floor(round(high / width))
  const bins: Bins = {
    from: round(first * width),
    width,
    votes: Array.from({ length: last - first + 1 }, () => 0),
    below: 0,
    above: 0,
  }
  for (const [value, votes] of values) {
    const place = Math.floor(round(value / width)) - first
    if (place < 0) bins.below += votes
    else if (place >= bins.votes.length) bins.above += votes
    else bins.votes[place]! += votes
  }
  return bins
}

/** The smallest and the largest value that are not far off. */
function endsOf(values: Values, { quartiles }: Statistics, narrowest: number): { low: number; high: number } {
  const count = countOf(values)
  // Where half of all agree, the middle half has no width.
  const middle = quartiles[1] - quartiles[0] || quantile(values, count, 0.95) - quantile(values, count, 0.05)
  const reach = FAR_OFF * Math.max(middle, narrowest)
  const near = values.filter(([value]) => value >= quartiles[0] - reach && value <= quartiles[1] + reach)
  return { low: near[0]![0], high: near[near.length - 1]![0] }
}

/** The narrowest of 1, 2 and 5 times powers of ten with which so many bins suffice. */
function widthOf(range: number, narrowest: number, most: number): number {
  for (let power = narrowest; ; power *= 10)
    for (const step of [1, 2, 5]) {
      const width = round(step * power)
      if (range / width < most - 1) return width
    }
}

function countOf(values: Values): number {
  return values.reduce((count, [, votes]) => count + votes, 0)
}

/** The value below or at which this share of all lies; between two values their middle. */
function quantile(values: Values, count: number, share: number): number {
  const place = share * count
  let passed = 0
  for (const [index, [value, votes]] of values.entries()) {
    passed += votes
    if (passed > place) return value
    if (passed === place) return (value + (values[index + 1]?.[0] ?? value)) / 2
  }
  return values[values.length - 1]![0]
}

/** Without the rounding errors of binary fractions. */
function round(value: number): number {
  return Number(value.toPrecision(12))
}
