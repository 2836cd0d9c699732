/** What is kept of a tally once its round is over: all of a bounded one, of an open one as much as a document can hold. */
import type { Counts } from './counts'
import { withinBytes } from '../limits/bounded'
import { ABSTAIN, ALL_RIGHT, allRightOf, VOTERS, type Tally } from './question-type'
import { typed, typeOf, votersOf, type Question } from './registry'

/** Counters and their votes, in the order in which they appeared. */
export type Pairs = [counter: string, votes: number][]
/** Counters that are few are keys; counters that people typed are not. */
export type Round = Counts | Pairs

/** Bytes of JSON of an open round in a document, which has several. */
const MAX_ROUND_BYTES = 64 * 1024
/** The same of a round before the last two, whole answers among it. */
export const OLDER_ROUND_BYTES = 8 * 1024
/** Bytes of JSON of whole answers, of which there may be as many as voters. */
const MAX_WHOLE_ANSWERS_BYTES = 16 * 1024

/** A whole tally, for a record of its own. */
export function wholeRound(question: Question, tally: Tally): Round {
  if (!typeOf(question).isBounded) return [...tally].filter(([, votes]) => votes > 0)
  return { ...zerosOf(question), ...Object.fromEntries(tally) }
}

/** A tally for a document: of an open one the most frequent answers, in the order in which they appeared. */
export function keptRound(question: Question, tally: Tally, maxBytes = MAX_ROUND_BYTES): Round {
  const whole = wholeRound(question, tally)
  if (!Array.isArray(whole))
    return withFrequentAnswers(question, whole, Math.min(maxBytes, MAX_WHOLE_ANSWERS_BYTES))
  const isFigure = ([counter]: [string, number]) => counter === VOTERS || counter === ABSTAIN
  const byVotes = whole.sort(
    (one, other) => Number(isFigure(other)) - Number(isFigure(one)) || other[1] - one[1],
  )
  const kept = new Set(withinBytes(byVotes, maxBytes).map(([counter]) => counter))
  return [...tally].filter(([counter, votes]) => votes > 0 && kept.has(counter))
}

export function tallyOf(round: Round): Tally {
  return new Map(Array.isArray(round) ? round : Object.entries(round))
}

/** Without rare whole answers, where there are too many of them for a document; never without the right one. */
function withFrequentAnswers({ right }: Question, counts: Counts, maxBytes: number): Counts {
  const isWhole = ([counter]: [string, number]) => counter.startsWith(ALL_RIGHT)
  const answers = Object.entries(counts).filter(isWhole)
  const kept = withinBytes(
    answers.sort(([, one], [, other]) => other - one),
    maxBytes,
  )
  if (kept.length === answers.length) return counts
  const key = ALL_RIGHT + (right ?? '')
  if (key in counts) kept.push([key, counts[key]!])
  return Object.fromEntries([...Object.entries(counts).filter(entry => !isWhole(entry)), ...kept])
}

/**
 * A tally as pages are sent it: how many are right only with what is right, and no whole answers. Of answers that people
 * typed nothing: they are sent as a view.
 */
export function sentCounts(question: Question, tally: Tally, isRevealed: boolean): Counts {
  if (!typeOf(question).isBounded) return {}
  const counts = zerosOf(question)
  for (const [counter, votes] of tally) if (!counter.startsWith(ALL_RIGHT)) counts[counter] = votes
  const allRight = isRevealed ? allRightOf(question, tally) : 0
  return allRight > 0 ? { ...counts, [ALL_RIGHT]: allRight } : counts
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
  return typeOf(question).counters(typed(question))
}
