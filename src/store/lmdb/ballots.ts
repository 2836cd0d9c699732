/** Stores ballots in LMDB: all ballots of one tick in one transaction, and a record for each counter of the tally. */
import memoize from 'lodash/memoize'
import { forgetOldest } from '../../core/limits/bounded'
import { BallotOrigins } from '../../core/poll/ballot-origins'
import type { RoundRows } from '../../core/poll/rows'
import { hasCounter, type Tally } from '../../core/question-types/question-type'
import type { Refusal } from '../../core/protocol/replies'
import { decideVote, type VotingRules } from '../../core/poll/voting-rules'
import { refuse } from '../../core/protocol/refusals'
import { LmdbTally } from './tally'
import type { Key, Records } from './records'
import type { Ballot, CastBallot, OtherKey } from '../store'

/** Polls of all rooms whose origins are counted at a time; above this, the count of the oldest begins again. */
const MAX_COUNTED_POLLS = 1000
/** Sorts behind every voter. */
const LAST = '\uffff'

type Cast = CastBallot | Refusal | OtherKey

interface WaitingBallot {
  code: string
  ballot: Ballot
  now: number
  resolve: (result: Cast) => void
  reject: (error: unknown) => void
}

export class LmdbBallots {
  private waiting: WaitingBallot[] = []
  /** Of the polls that limit them, by room and poll: in memory only, so no file tells which ballots came from one address. */
  private readonly origins = new Map<string, BallotOrigins>()

  constructor(private readonly records: Records) {}

  /** Ballots of one tick share a transaction: each counter is read and written once for all of them. */
  cast(code: string, ballot: Ballot, now: number): Promise<Cast> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ code, ballot, now, resolve, reject })
      if (this.waiting.length === 1) setImmediate(() => void this.castWaiting())
    })
  }

  of(code: string, pollId: string, voter: string): string | null {
    return this.records.read<string>(['ballot', code, pollId, voter]) ?? null
  }

  /** Voters whose votes have one of these counters, at most so many. */
  votersFor(code: string, pollId: string, counters: readonly string[], most: number): string[] {
    const voters: string[] = []
    for (const { key, value } of this.records.range(
      ['ballot', code, pollId],
      ['ballot', code, pollId, LAST],
    )) {
      if (!hasCounter(value as string, counters)) continue
      voters.push(String(key[3]))
      if (voters.length === most) break
    }
    return voters
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
    this.origins.delete(pollKey(code, pollId))
  }

  /** Casts the waiting ballots now, before anything that is decided later. */
  async castWaiting(): Promise<void> {
    const ballots = this.waiting
    if (ballots.length === 0) return
    this.waiting = []
    const counted: (() => void)[] = []
    try {
      const results = await this.records.durable(() => this.castAll(ballots, counted))
      ballots.forEach(({ resolve }, i) => resolve(results[i]!))
    } catch (error) {
      for (const takeBack of counted.reverse()) takeBack()
      for (const { reject } of ballots) reject(error)
    }
  }

  /** @param counted is given what takes back each count of an origin, should the transaction fail */
  private castAll(ballots: readonly WaitingBallot[], counted: (() => void)[]): Cast[] {
    const rulesOf = memoize((code: string) => this.records.read<VotingRules>(['rules', code]))
    const tallies = new Map<string, LmdbTally>()
    const results = ballots.map(({ code, ballot, now }): Cast => {
      const { pollId, voter, vote } = ballot
      const rules = rulesOf(code)
      if (!rules) return refuse('no-such-room')
      // Does not throw: ballots of other rooms are decided in the same step.
      if (typeof rules.pollId !== 'string') return refuse('room-set-aside')
      const refusal = decideVote(rules, pollId, now)
      if (refusal) return refusal

      const key: Key = ['ballot', code, pollId, voter]
      const before = this.records.read<string>(key) ?? null
      if (before === vote) return { ok: true, before }
      const obstacle = this.countOrigin(code, ballot, before, rules, counted)
      if (obstacle) return obstacle
      if (vote === null) this.records.remove(key)
      else this.records.write(key, vote)
      const tally = tallies.get(code) ?? new LmdbTally(this.records, code, pollId)
      tallies.set(code, tally)
      tally.shift(before, vote)
      return { ok: true, before }
    })
    for (const tally of tallies.values()) tally.save()
    return results
  }

  /** Counts the origin of a ballot that is new or withdrawn; returns why it cannot be cast. */
  private countOrigin(
    code: string,
    { pollId, voter, vote, origin, lostKey }: Ballot,
    before: string | null,
    { ballotsPerAddress }: VotingRules,
    counted: (() => void)[],
  ): Refusal | OtherKey | undefined {
    const key = pollKey(code, pollId)
    const known = this.origins.get(key)
    if (vote === null) {
      const id = known?.free(voter)
      if (id !== undefined) counted.push(() => known!.take(voter, id, Infinity))
      return undefined
    }
    if (before !== null || !ballotsPerAddress || !origin) return undefined
    const isOther = known && known.keyMark !== origin.keyMark
    if (isOther && known.keyMark !== lostKey) return { ok: false, otherKey: known.keyMark }
    const origins = known && !isOther ? known : new BallotOrigins(origin.keyMark)
    this.origins.set(key, origins)
    forgetOldest(this.origins, MAX_COUNTED_POLLS)
    if (!origins.take(voter, origin.id, ballotsPerAddress)) return refuse('too-many-from-network')
    counted.push(() => origins.free(voter))
    return undefined
  }
}

function pollKey(code: string, pollId: string): string {
  return `${code} ${pollId}`
}
