/** The votes of one poll and their tally. Knows no sockets, no clock, and no type of question: a vote is its counters. */
import { countersOf, type Tally } from '../question-types/question-type'

/** One vote per voter; the tally is updated with each vote and never recounted. */
export class Votes {
  private readonly votes = new Map<string, string>()
  private readonly counts = new Map<string, number>()
  /** Counters that stay at 0; all others go when nobody's vote has them. */
  private readonly standing: Set<string>
  private revision = 0

  /**
   * @param counters that the tally has before anybody votes
   * @param tally so far, of votes that are stored elsewhere
   */
  constructor(counters: readonly string[], tally: Tally = new Map()) {
    this.standing = new Set(counters)
    for (const counter of counters) this.counts.set(counter, 0)
    for (const [counter, votes] of tally) this.counts.set(counter, votes)
  }

  /** The question has further counters now. */
  stand(counters: readonly string[]): void {
    for (const counter of counters) {
      this.standing.add(counter)
      if (!this.counts.has(counter)) this.counts.set(counter, 0)
    }
  }

  /** The current tally. A live view: read it, do not store it. */
  get tally(): Tally {
    return this.counts
  }

  /** Grows by one with every change of the tally. */
  get rev(): number {
    return this.revision
  }

  /** The voter's current vote. */
  of(voter: string): string | undefined {
    return this.votes.get(voter)
  }

  /** Records a vote in place of an earlier one. Returns whether anything changed. */
  cast(voter: string, vote: string): boolean {
    const before = this.votes.get(voter)
    if (before === vote) return false
    this.votes.set(voter, vote)
    this.shift(before ?? null, vote)
    return true
  }

  /** Updates the tally for a vote that is stored elsewhere; null: no vote. */
  shift(before: string | null, after: string | null): void {
    if (before === after) return
    if (before !== null) for (const counter of countersOf(before)) this.count(counter, -1)
    if (after !== null) for (const counter of countersOf(after)) this.count(counter, 1)
    this.revision++
  }

  /** Replaces the tally by a count of votes that are stored elsewhere. Returns whether anything changed. */
  reconcile(tally: Tally): boolean {
    const isEqual = (counter: string) => (this.counts.get(counter) ?? 0) === (tally.get(counter) ?? 0)
    const counters = [...this.counts.keys(), ...tally.keys()]
    if (counters.every(isEqual)) return false
    this.counts.clear()
    for (const counter of this.standing) this.counts.set(counter, 0)
    for (const [counter, votes] of tally) this.counts.set(counter, votes)
    this.revision++
    return true
  }

  /** Withdraws the voter's vote. Returns whether there was one. */
  withdraw(voter: string): boolean {
    const before = this.votes.get(voter)
    if (before === undefined) return false
    this.votes.delete(voter)
    this.shift(before, null)
    return true
  }

  /** Moves one voter's vote to another voter, who has none; the tally does not change. */
  pass(from: string, to: string): void {
    const vote = this.votes.get(from)
    if (vote === undefined || from === to) return
    this.withdraw(to)
    this.votes.delete(from)
    this.votes.set(to, vote)
  }

  /** Every voter's vote, for a recount in tests. Never leaves the server. */
  entries(): ReadonlyMap<string, string> {
    return this.votes
  }

  private count(counter: string, by: 1 | -1): void {
    const votes = (this.counts.get(counter) ?? 0) + by
    if (votes === 0 && !this.standing.has(counter)) this.counts.delete(counter)
    else this.counts.set(counter, votes)
  }
}
