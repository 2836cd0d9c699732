/** What a room has acknowledged, and whether the server says the same: votes, lines, asks and posts. */
import { expect } from 'chai'
import type { PollJson } from '../../src/http/api/poll-schemas'
import { ABSTAIN } from '../../src/core/question-types/question-type'
import type { Question } from '../../src/core/question-types/registry'
import type { Visitor } from './visitor'
import { lettersOf } from './votes'

/** Whoever votes. */
export type Voter = Pick<Visitor, 'wasAwayLong'>

/** The votes of one round of a poll. */
export class BallotBox {
  private readonly votes = new Map<Voter, string>()

  constructor(
    readonly pollId: string,
    readonly question: Question,
  ) {}

  /** The vote was acknowledged; null: it was taken back. */
  acknowledged(by: Voter, vote: string | null): void {
    if (vote === null) this.votes.delete(by)
    else this.votes.set(by, vote)
  }

  /** A tab was closed with a goodbye: its hand falls, its ballot stays. */
  tabClosed(by: Voter): void {
    if (this.question.kind === 'hands') this.votes.delete(by)
  }

  get size(): number {
    return this.votes.size
  }

  /** Fails unless the round of the server has each acknowledged vote once and no other. */
  expectCounted({ voted, abstained, counts }: PollJson['rounds'][number]): void {
    const what = `${this.question.kind} for ${JSON.stringify(this.question)}`
    // A hand may have fallen while its line was cut.
    const unsure = this.question.kind === 'hands' ? [...this.votes.keys()].filter(one => one.wasAwayLong) : []
    expect(voted, what).to.be.within(this.size - unsure.length, this.size)
    if (unsure.length > 0) return
    const votes = [...this.votes.values()]
    expect(abstained, what).to.equal(votes.filter(vote => vote === ABSTAIN).length)
    const letters = votes.map(vote => lettersOf(this.question, vote))
    if (letters.some(each => each === undefined)) return
    const expected: Record<string, number> = {}
    for (const letter of letters.flat() as string[]) expected[letter] = (expected[letter] ?? 0) + 1
    const counted = Object.entries(counts).filter(([, count]) => count > 0)
    expect(Object.fromEntries(counted), what).to.deep.equal(expected)
  }
}

/** What was said in a lesson. */
export class Sayings {
  /** Lines by their number. */
  readonly lines = new Map<number, string>()
  /** Who has voted for each ask. */
  readonly asks = new Map<number, Set<Visitor>>()
  readonly posts = new Set<string>()
  /** Public ids of those who have a name. */
  readonly named: Set<string>

  /** @param before in the lesson before */
  constructor(before?: Sayings) {
    this.named = before?.named ?? new Set()
  }

  expectLines(transcript: { seq: number; text: string; role?: string }[]): void {
    const kept = transcript.filter(({ role }) => role !== 'host').map(({ seq, text }) => [seq, text])
    expect(kept).to.deep.equal([...this.lines].sort(([one], [other]) => one - other))
  }

  expectAsks(asks: { id: number; votes: number }[]): void {
    const expected = [...this.asks].map(([id, voters]) => [id, voters.size] as const)
    const byId = (pairs: (readonly [number, number])[]) => pairs.sort(([one], [other]) => one - other)
    expect(byId(asks.map(({ id, votes }) => [id, votes] as const))).to.deep.equal(byId(expected))
  }

  /** The wall shows the newest twenty. */
  expectPosts(shown: { id: string }[]): void {
    for (const { id } of shown) expect(this.posts).to.include(id)
    expect(shown.length).to.equal(Math.min(20, this.posts.size))
  }
}
