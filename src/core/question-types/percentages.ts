/** Totals and percentages of a tally, as people read them. */
import type { Counts } from './counts'

export function totalOf(counts: Counts): number {
  return Object.values(counts).reduce((sum, votes) => sum + votes, 0)
}

/** Between 0 and 1; 0 if the total is 0. */
export function shareOf(votes: number, total: number): number {
  return total === 0 ? 0 : votes / total
}

/** Whole percentages that add up to 100 (largest-remainder method). */
export function percentsOf(counts: Counts): Counts {
  const total = totalOf(counts)
  const exact = Object.entries(counts).map(([letter, votes]) => ({
    letter,
    value: shareOf(votes, total) * 100,
  }))
  const percents: Counts = {}
  for (const { letter, value } of exact) percents[letter] = Math.floor(value)
  const left = total === 0 ? 0 : 100 - totalOf(percents)
  const byRemainder = exact.sort((a, b) => (b.value % 1) - (a.value % 1))
  for (const { letter } of byRemainder.slice(0, left)) percents[letter]!++
  return percents
}

/** Shares that a whole bar stands for: few, so that live bars do not all change at every vote. */
const SCALES = [0.25, 0.5, 0.75, 1]

/** The share that a whole bar stands for: the largest of these, rounded up. */
export function scaleOf(shares: readonly number[]): number {
  const largest = Math.max(0, ...shares)
  return SCALES.find(scale => largest <= scale) ?? 1
}
