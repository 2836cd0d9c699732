/** Stores ballots in LMDB: all ballots of one tick in one transaction. */
import memoize from 'lodash/memoize'
import type { Counts } from '../../core/protocol/poll'
import type { Refusal } from '../../core/protocol/replies'
import { decideVote, type VotingRules } from '../../core/poll/voting-rules'
import { refuse } from '../../core/protocol/refusals'
import type { Key, Records } from './records'
import type { Ballot, CastBallot } from '../store'

/** Sorts behind every voter. */
const LAST = '\uffff'

interface WaitingBallot {
  code: string
  ballot: Ballot
  now: number
  resolve: (result: CastBallot | Refusal) => void
  reject: (error: unknown) => void
}

export class LmdbBallots {
  private waiting: WaitingBallot[] = []

  constructor(private readonly records: Records) {}

  /** Ballots of one tick share a transaction: each room's rules and tally are read and written once for all of them. */
  cast(code: string, ballot: Ballot, now: number): Promise<CastBallot | Refusal> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ code, ballot, now, resolve, reject })
      if (this.waiting.length === 1) setImmediate(() => void this.castWaiting())
    })
  }

  of(code: string, pollId: string, voter: string): string | null {
    return this.records.read<string>(['ballot', code, pollId, voter]) ?? null
  }

  tally(code: string, pollId: string): Counts {
    return this.records.read<Counts>(['tally', code, pollId]) ?? {}
  }

  /** Deletes the ballots because another poll began; call it inside a transaction. */
  forget(code: string, pollId: string): void {
    const ballots = this.records.range(['ballot', code, pollId], ['ballot', code, pollId, LAST])
    for (const { key } of [...ballots]) this.records.remove(key)
    this.records.remove(['tally', code, pollId])
  }

  /** Casts the waiting ballots now, before anything that is decided later. */
  async castWaiting(): Promise<void> {
    const ballots = this.waiting
    if (ballots.length === 0) return
    this.waiting = []
    try {
      const results = await this.records.durable(() => this.castAll(ballots))
      ballots.forEach(({ resolve }, i) => resolve(results[i]!))
    } catch (error) {
      for (const { reject } of ballots) reject(error)
    }
  }

  private castAll(ballots: readonly WaitingBallot[]): (CastBallot | Refusal)[] {
    const rulesOf = memoize((code: string) => this.records.read<VotingRules>(['rules', code]))
    const tallies = new Map<string, { key: Key; counts: Counts }>()
    const results = ballots.map(({ code, ballot: { pollId, voter, choice }, now }) => {
      const rules = rulesOf(code)
      if (!rules) return refuse('no-such-room')
      // Does not throw: ballots of other rooms are decided in the same step.
      if (!Array.isArray(rules.letters)) return refuse('room-set-aside')
      const refusal = decideVote(rules, { pollId, choice }, now)
      if (refusal) return refusal

      const key: Key = ['ballot', code, pollId, voter]
      const before = this.records.read<string>(key) ?? null
      if (before === choice) return { ok: true as const, before }
      if (choice === null) this.records.remove(key)
      else this.records.write(key, choice)
      const tally = tallies.get(code) ?? {
        key: ['tally', code, pollId],
        counts: this.records.read<Counts>(['tally', code, pollId]) ?? {},
      }
      tallies.set(code, tally)
      if (before !== null) tally.counts[before] = (tally.counts[before] ?? 0) - 1
      if (choice !== null) tally.counts[choice] = (tally.counts[choice] ?? 0) + 1
      return { ok: true as const, before }
    })
    for (const { key, counts } of tallies.values()) this.records.write(key, counts)
    return results
  }
}
