/** Owns how the embedded store keeps ballots: those of one moment in one transaction. */
import memoize from 'lodash/memoize'
import type { Counts, Refusal } from '../core/events'
import { decideVote, type VotingRules } from '../core/poll'
import { refuse } from '../core/refusals'
import type { Database, Key } from './lmdb-lines'
import type { Ballot, CastBallot } from './store'

/** Sorts behind every voter. */
const LAST = '\uffff'

interface WaitingBallot {
  code: string
  ballot: Ballot
  now: number
  resolve(result: CastBallot | Refusal): void
  reject(error: unknown): void
}

export class LmdbBallots {
  private waiting: WaitingBallot[] = []

  /** @param durable runs one transaction, and resolves only when it is on disk */
  constructor(
    private readonly database: Database,
    private readonly durable: <T>(act: () => T) => Promise<T>,
  ) {}

  /** Ballots of one moment are one transaction: each room's rules and tally are read and written once for all of them. */
  cast(code: string, ballot: Ballot, now: number): Promise<CastBallot | Refusal> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ code, ballot, now, resolve, reject })
      if (this.waiting.length === 1) setImmediate(() => void this.castWaiting())
    })
  }

  of(code: string, pollId: string, voter: string): string | null {
    return this.read<string>(['ballot', code, pollId, voter]) ?? null
  }

  tally(code: string, pollId: string): Counts {
    return this.read<Counts>(['tally', code, pollId]) ?? {}
  }

  /** Another poll is up; inside a transaction. */
  forget(code: string, pollId: string): void {
    const ballots = this.database.getKeys({
      start: ['ballot', code, pollId],
      end: ['ballot', code, pollId, LAST],
    })
    for (const key of [...ballots]) this.remove(key)
    this.remove(['tally', code, pollId])
  }

  /** Casts what waits, now: what comes after is decided after it. */
  async castWaiting(): Promise<void> {
    const ballots = this.waiting
    if (ballots.length === 0) return
    this.waiting = []
    try {
      const results = await this.durable(() => this.castAll(ballots))
      ballots.forEach(({ resolve }, i) => resolve(results[i]!))
    } catch (error) {
      for (const { reject } of ballots) reject(error)
    }
  }

  private castAll(ballots: readonly WaitingBallot[]): (CastBallot | Refusal)[] {
    const rulesOf = memoize((code: string) => this.read<VotingRules>(['rules', code]))
    const tallies = new Map<string, { key: Key; counts: Counts }>()
    const results = ballots.map(({ code, ballot: { pollId, voter, choice }, now }) => {
      const rules = rulesOf(code)
      if (!rules) return refuse('no-such-room')
      const refusal = decideVote(rules, { pollId, choice }, now)
      if (refusal) return refusal

      const key: Key = ['ballot', code, pollId, voter]
      const before = this.read<string>(key) ?? null
      if (before === choice) return { ok: true as const, before }
      if (choice === null) this.remove(key)
      else this.write(key, choice)
      const tally = tallies.get(code) ?? {
        key: ['tally', code, pollId],
        counts: this.read<Counts>(['tally', code, pollId]) ?? {},
      }
      tallies.set(code, tally)
      if (before !== null) tally.counts[before] = (tally.counts[before] ?? 0) - 1
      if (choice !== null) tally.counts[choice] = (tally.counts[choice] ?? 0) + 1
      return { ok: true as const, before }
    })
    for (const { key, counts } of tallies.values()) this.write(key, counts)
    return results
  }

  private read<T>(key: Key): T | undefined {
    return this.database.get(key) as T | undefined
  }

  private write(key: Key, value: unknown): void {
    void this.database.put(key, value)
  }

  private remove(key: Key): void {
    void this.database.remove(key)
  }
}
