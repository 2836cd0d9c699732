/** One vote of a crowd: casts the plan on time and notes which replies came back, and when. */
import { isDeepStrictEqual } from 'node:util'
import { setTimeout as sleep } from 'node:timers/promises'
import { percentile } from '../statistics'
import type { Crowd } from './crowd'
import { planVotes } from './plan'
import type { Voter } from './voter'

/** Milliseconds without any tally after which nothing more is expected. */
const QUIET = 3000
/** Milliseconds that a saturated server may still take after the last vote. */
const WAIT_TIMEOUT_MS = 60_000

export interface Voting {
  votes: number
  seconds: number
  /** Makes the plan; the same seed, the same plan. */
  seed: number
  /** Seeds of other crowds, as large as this one, who vote in the same room at the same time. */
  beside?: readonly number[]
}

export interface Voted {
  acknowledged: number
  /** Milliseconds from the cast to its acknowledgement. */
  p50: number
  p95: number
  p99: number
  /** Voters whose last tally is the one that was cast. */
  right: number
  /** Connections that the server has closed. */
  lost: number
  lostBecause: string
  /** Tallies that reached voters, all together. */
  tallies: number
  /** From the first vote to the last tally. */
  seconds: number
  /** Milliseconds from the last vote to the last tally at the last voter. */
  lastTally: number
  /** Microseconds of this process's own CPU, and the milliseconds all took: near a whole core, it measured itself. */
  generatorCpu: number
  duration: number
}

/** Lets the crowd vote. */
export async function vote(crowd: Crowd, { votes, seconds, seed, beside = [] }: Voting): Promise<Voted> {
  const { voters, dialect } = crowd
  const plan = planVotes(voters.length, votes, seconds, seed)
  const expected = { ...plan.counts }
  for (const other of beside) {
    const { counts } = planVotes(voters.length, votes, seconds, other)
    for (const letter of Object.keys(expected)) expected[letter]! += counts[letter]!
  }
  const sentAt = new Float64Array(votes)
  const took: number[] = []
  crowd.onReply = (id, ok) => {
    if (ok) took.push(performance.now() - sentAt[id]!)
  }
  crowd.tallies = 0

  const cpu = process.cpuUsage()
  const start = performance.now()
  for (const [id, { at, voter, choice }] of plan.votes.entries()) {
    const wait = start + at - performance.now()
    if (wait > 0) await sleep(wait)
    sentAt[id] = performance.now()
    voters[voter]!.cast(choice, id)
  }
  const end = performance.now()

  const known = new Map<string, boolean>([['', false]])
  const isRight = ({ lastTally }: Voter): boolean => {
    const right = known.get(lastTally) ?? isDeepStrictEqual(dialect.countsOf(lastTally), expected)
    known.set(lastTally, right)
    return right
  }
  while (performance.now() < Math.min(end + WAIT_TIMEOUT_MS, Math.max(end, crowd.lastTallyAt) + QUIET)) {
    await sleep(100)
    if (took.length === votes && voters.every(isRight)) break
  }

  const { user, system } = process.cpuUsage(cpu)
  return {
    acknowledged: took.length,
    p50: percentile(took, 0.5),
    p95: percentile(took, 0.95),
    p99: percentile(took, 0.99),
    right: voters.filter(isRight).length,
    lost: crowd.lost,
    lostBecause: crowd.lostBecause,
    tallies: crowd.tallies,
    seconds: (crowd.lastTallyAt - start) / 1000,
    lastTally: crowd.lastTallyAt - end,
    generatorCpu: user + system,
    duration: performance.now() - start,
  }
}
