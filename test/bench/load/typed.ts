/** One vote of a crowd on a question of a type: what people answer, and what a phone is sent meanwhile. */
import { setTimeout as sleep } from 'node:timers/promises'
import { percentile, repeatableChance } from '../statistics'
import type { Crowd } from './crowd'

export type BenchType = 'one' | 'words' | 'number'

export interface TypedVoting {
  type: BenchType
  seconds: number
  seed: number
}

export interface TypedVoted {
  acknowledged: number
  /** Milliseconds from the cast to its acknowledgement. */
  p50: number
  p95: number
  p99: number
  /** Voters whose last picture has everybody's vote. */
  right: number
  /** What one phone was sent a second, acknowledgement and all: texts, and bytes with their frames' heads. */
  framesPerSecond: number
  bytesPerSecond: number
  /** Bytes of the longest text. */
  longest: number
}

/** Milliseconds that the last picture may take; phones are sent one a second. */
const WAIT_TIMEOUT_MS = 10_000
/** Words that people think of: few of them often, many of them once. */
const VOCABULARY = 400

/** Everybody answers once within so many seconds. */
export async function voteTyped(crowd: Crowd, { type, seconds, seed }: TypedVoting): Promise<TypedVoted> {
  const { voters } = crowd
  const chance = repeatableChance(seed)
  const times = Float64Array.from(voters, () => chance() * seconds * 1000).sort()
  const sentAt = new Float64Array(voters.length)
  const took: number[] = []
  crowd.onReply = (id, ok) => {
    if (ok) took.push(performance.now() - sentAt[id]!)
  }
  Object.assign(crowd.heard, { texts: 0, bytes: 0, longest: 0 })
  const start = performance.now()
  for (const [id, voter] of voters.entries()) {
    const wait = start + times[id]! - performance.now()
    if (wait > 0) await sleep(wait)
    const answer = answerOf(type, chance)
    sentAt[id] = performance.now()
    voter.cast(answer, id)
  }
  const end = performance.now()
  const isRight = ({ lastTally }: { lastTally: string }) => peopleIn(lastTally) === voters.length
  while (performance.now() < end + WAIT_TIMEOUT_MS) {
    if (took.length === voters.length && voters.every(isRight)) break
    await sleep(100)
  }
  const { texts, bytes, longest } = crowd.heard
  const whole = ((performance.now() - start) / 1000) * voters.length
  return {
    acknowledged: took.length,
    p50: percentile(took, 0.5),
    p95: percentile(took, 0.95),
    p99: percentile(took, 0.99),
    right: voters.filter(isRight).length,
    framesPerSecond: texts / whole,
    bytesPerSecond: bytes / whole,
    longest,
  }
}

function answerOf(type: BenchType, chance: () => number): string {
  if (type === 'one') return 'ABCD'[Math.floor(chance() * 4)]!
  // The sum of three is near what people guess: most of them about the middle.
  if (type === 'number')
    return `${Math.floor(300 * (chance() + chance() + chance()))},${Math.floor(chance() * 10)}`
  const count = 1 + Math.floor(chance() * 3)
  return Array.from({ length: count }, () => `word-${Math.floor(VOCABULARY * chance() ** 3)}`).join('\n')
}

/** How many people's votes are in the last picture that a voter was sent. */
function peopleIn(tally: string): number {
  if (tally === '') return 0
  const [event, picture] = JSON.parse(tally.slice(2)) as [string, Record<string, number>]
  if (event === 'answers') return picture['voters'] ?? 0
  return Object.values(picture).reduce((sum, votes) => sum + votes, 0)
}
