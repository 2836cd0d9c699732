/**
 * Counts the ballots of a poll by where they come from, so that one network address can cast a limited number. Knows no
 * address: an origin is a keyed hash. The script of `store/redis` follows the same rule.
 */

/** What stands for the network address of a ballot, in one poll. */
export interface Origin {
  /** A keyed hash of poll and address; the key is in memory only. */
  id: string
  /** Tells that key from others, and does not give it away. */
  keyMark: string
}

/** Ballots of one poll whose origins are counted; a further new ballot is refused, wherever it comes from. */
export const MAX_COUNTED_BALLOTS = 20_000

export class BallotOrigins {
  private readonly byVoter = new Map<string, string>()
  private readonly counts = new Map<string, number>()

  /** @param keyMark of the key by which these origins are made */
  constructor(
    readonly keyMark: string,
    private readonly maxCounted = MAX_COUNTED_BALLOTS,
  ) {}

  /** Counts a new ballot; false: there are as many of this origin as may be. */
  take(voter: string, id: string, most: number): boolean {
    const count = this.counts.get(id) ?? 0
    if (count >= most || this.byVoter.size >= this.maxCounted) return false
    this.byVoter.set(voter, id)
    this.counts.set(id, count + 1)
    return true
  }

  /** A ballot was withdrawn: its origin may cast another. Returns the origin; undefined: it was not counted. */
  free(voter: string): string | undefined {
    const id = this.byVoter.get(voter)
    if (id === undefined) return undefined
    this.byVoter.delete(voter)
    const left = this.counts.get(id)! - 1
    if (left > 0) this.counts.set(id, left)
    else this.counts.delete(id)
    return id
  }
}
