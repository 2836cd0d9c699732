/** What the reveal says to one person: whether the own vote was right. */
import type { Counts, Poll } from '../../src/core/protocol/poll'
import { percentsOf } from '../../src/core/question-types/percentages'
import { words } from '../shared/words'

export interface Verdict {
  isRight: boolean
  /** The first words and the rest, which are set differently. */
  first: string
  rest: string
}

/** What is said around a question of one person. */
export interface Told {
  /** null before the reveal. */
  verdict: Verdict | null
  /** Stands before the explanation. */
  why: string
}

/** The verdict on a vote; null before the reveal. */
export function verdictOf({ right }: Poll, counts: Counts | null, own: string | null): Verdict | null {
  if (!right) return null
  if (own !== right)
    return { isRight: false, first: own ? words.notThisTime : '', rest: words.wasRight(right) }
  const rest = counts ? words.likeYou(words.percent(percentsOf(counts)[right] ?? 0)) : ''
  return { isRight: true, first: words.right, rest }
}
