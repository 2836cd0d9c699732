/** What is kept of a tally once its round is over: all of a bounded one, of an open one as much as a document can hold. */
import type { Counts } from './counts'
import { withinBytes } from './open-answers'
import { ABSTAIN, VOTERS, type Tally } from './question-type'
import { typeOf, votersOf, type Question } from './registry'

/** Counters and their votes, in the order in which they appeared. */
export type Pairs = [counter: string, votes: number][]
/** Counters that are few are keys; counters that people typed are not. */
export type Round = Counts | Pairs

/** Bytes of JSON of an open round in a document, which has several. */
const MAX_ROUND_BYTES = 64 * 1024

/** A whole tally, for a record of its own. */
export function wholeRound(question: Question, tally: Tally): Round {
  if (!typeOf(question).isBounded) return [...tally].filter(([, votes]) => votes > 0)
  return { ...zerosOf(question), ...Object.fromEntries(tally) }
}

/** A tally for a document: of an open one the most frequent answers, in the order in which they appeared. */
export function keptRound(question: Question, tally: Tally): Round {
  const whole = wholeRound(question, tally)
  if (!Array.isArray(whole)) return whole
  const isFigure = ([counter]: [string, number]) => counter === VOTERS || counter === ABSTAIN
  const byVotes = whole.sort(
    (one, other) => Number(isFigure(other)) - Number(isFigure(one)) || other[1] - one[1],
  )
  const kept = new Set(withinBytes(byVotes, MAX_ROUND_BYTES).map(([counter]) => counter))
  return [...tally].filter(([counter, votes]) => votes > 0 && kept.has(counter))
}

export function tallyOf(round: Round): Tally {
  return new Map(Array.isArray(round) ? round : Object.entries(round))
}

/** The tally of a round whose counters are few; of an open one nothing. */
export function countsOfRound(round: Round): Counts {
  return Array.isArray(round) ? {} : round
}

/** How many people voted in a round. */
export function votersIn(question: Question, round: Round): number {
  return votersOf(question, tallyOf(round))
}

/** Counters that a tally has before anybody votes. */
export function zerosOf(question: Question): Counts {
  return Object.fromEntries(standingCounters(question).map(counter => [counter, 0]))
}

/** The counters that a tally of this question always has. */
export function standingCounters(question: Question): string[] {
  const { answer = { type: 'one' as const } } = question
  return typeOf(question).counters({ ...question, answer })
}
