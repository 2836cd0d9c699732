/** Stores ballots in LMDB: all ballots of one tick in one transaction, and a record for each counter of the tally. */
import memoize from 'lodash/memoize'
import type { RoundRows } from '../../core/poll/rows'
import type { Tally } from '../../core/question-types/question-type'
import type { Refusal } from '../../core/protocol/replies'
import { decideVote, type VotingRules } from '../../core/poll/voting-rules'
import { refuse } from '../../core/protocol/refusals'
import { LmdbTally } from './tally'
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

  /** Ballots of one tick share a transaction: each counter is read and written once for all of them. */
  cast(code: string, ballot: Ballot, now: number): Promise<CastBallot | Refusal> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ code, ballot, now, resolve, reject })
      if (this.waiting.length === 1) setImmediate(() => void this.castWaiting())
    })
  }

  of(code: string, pollId: string, voter: string): string | null {
    return this.records.read<string>(['ballot', code, pollId, voter]) ?? null
  }

  /** All ballots of a poll. */
  all(code: string, pollId: string): RoundRows['votes'] {
    const ballots = this.records.range(['ballot', code, pollId], ['ballot', code, pollId, LAST])
    return [...ballots].map(({ key, value }) => [String(key[3]), value as string])
  }

  tally(code: string, pollId: string): Tally {
    return new LmdbTally(this.records, code, pollId).read()
  }

  /** Deletes the ballots because another poll began; call it inside a transaction. */
  forget(code: string, pollId: string): void {
    const ballots = this.records.range(['ballot', code, pollId], ['ballot', code, pollId, LAST])
    for (const { key } of [...ballots]) this.records.remove(key)
    new LmdbTally(this.records, code, pollId).forget()
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
    const tallies = new Map<string, LmdbTally>()
    const results = ballots.map(({ code, ballot: { pollId, voter, vote }, now }) => {
      const rules = rulesOf(code)
      if (!rules) return refuse('no-such-room')
      // Does not throw: ballots of other rooms are decided in the same step.
      if (typeof rules.pollId !== 'string') return refuse('room-set-aside')
      const refusal = decideVote(rules, pollId, now)
      if (refusal) return refusal

      const key: Key = ['ballot', code, pollId, voter]
      const before = this.records.read<string>(key) ?? null
      if (before === vote) return { ok: true as const, before }
      if (vote === null) this.records.remove(key)
      else this.records.write(key, vote)
      const tally = tallies.get(code) ?? new LmdbTally(this.records, code, pollId)
      tallies.set(code, tally)
      tally.shift(before, vote)
      return { ok: true as const, before }
    })
    for (const tally of tallies.values()) tally.save()
    return results
  }
}
