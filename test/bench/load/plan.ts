/** Who votes what and when: random, and the same for every server. */
import { repeatableChance } from '../statistics'

const LETTERS = 'ABCD'

export interface PlannedVote {
  /** Milliseconds after the start. */
  at: number
  voter: number
  choice: string
}

export interface Plan {
  votes: PlannedVote[]
  /** The tally when all is cast. */
  counts: Record<string, number>
}

/** Spreads votes evenly at random over the seconds and the voters; who has voted before changes its mind. */
export function planVotes(voters: number, votes: number, seconds: number, seed: number): Plan {
  const chance = repeatableChance(seed)
  const order = shuffled(voters, chance)
  const times = Float64Array.from({ length: votes }, () => chance() * seconds * 1000).sort()
  const last = new Map<number, string>()
  const planned = Array.from(times, (at, i) => {
    const voter = order[i % voters]!
    const others = [...LETTERS].filter(letter => letter !== last.get(voter))
    const choice = others[Math.floor(chance() * others.length)]!
    last.set(voter, choice)
    return { at, voter, choice }
  })
  const counts: Record<string, number> = Object.fromEntries([...LETTERS].map(letter => [letter, 0]))
  for (const choice of last.values()) counts[choice]!++
  return { votes: planned, counts }
}

function shuffled(count: number, chance: () => number): number[] {
  const order = Array.from({ length: count }, (_, i) => i)
  for (let i = count - 1; i > 0; i--) {
    const other = Math.floor(chance() * (i + 1))
    ;[order[i], order[other]] = [order[other]!, order[i]!]
  }
  return order
}
