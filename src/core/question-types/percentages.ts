/** Totals and percentages of a tally, as people read them. */
import type { Counts } from './counts'
import { ABSTAIN, ALL_RIGHT, VOTERS } from './question-type'

/** Counters that are no choice. */
const FIGURES = VOTERS + ABSTAIN + ALL_RIGHT

/** The base of percentages: people, where one may choose several; else votes. Without those who cannot say. */
export function totalOf(counts: Counts): number {
  return counts[VOTERS] ?? sumOf(choicesOf(counts).map(([, votes]) => votes))
}

function choicesOf(counts: Counts): [counter: string, votes: number][] {
  return Object.entries(counts).filter(([counter]) => !FIGURES.includes(counter))
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0)
}

/** Between 0 and 1; 0 if the total is 0. */
export function shareOf(votes: number, total: number): number {
  return total === 0 ? 0 : votes / total
}

/** Whole percentages of votes of which everybody has one: they add up to 100 (largest-remainder method), or are all 0. */
export function wholePercents(votes: readonly number[]): number[] {
  const total = sumOf(votes)
  const exact = votes.map(count => shareOf(count, total) * 100)
  const percents = exact.map(Math.floor)
  const left = total === 0 ? 0 : 100 - sumOf(percents)
  const byRemainder = [...exact.keys()].sort((a, b) => (exact[b]! % 1) - (exact[a]! % 1))
  for (const place of byRemainder.slice(0, left)) percents[place]!++
  return percents
}

/**
 * Whole percentages of the choices. Of votes they add up to 100; of people, where one may choose several, each is
 * rounded.
 */
export function percentsOf(counts: Counts): Counts {
  const choices = choicesOf(counts)
  const votes = choices.map(([, count]) => count)
  const percents =
    VOTERS in counts
      ? votes.map(count => Math.round(shareOf(count, totalOf(counts)) * 100))
      : wholePercents(votes)
  return Object.fromEntries(choices.map(([letter], place) => [letter, percents[place]!]))
}

/** What leads, all of equal ones: `B 67 %`, `A and C 40 % each`. */
export function leadSentence(names: readonly string[], percent: number): string {
  return names.length === 1 ? `${names[0]} ${percent} %` : `${listed(names)} ${percent} % each`
}

/** `A`, `A and B`, `A, B and C`. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`
}

/** Shares that a whole bar stands for: few, so that live bars do not all change at every vote. */
const SCALES = [0.25, 0.5, 0.75, 1]

/** The share that a whole bar stands for: the largest of these, rounded up. */
export function scaleOf(shares: readonly number[]): number {
  const largest = Math.max(0, ...shares)
  return SCALES.find(scale => largest <= scale) ?? 1
}
