/** The votes of one poll and their tally. Knows no sockets and no clock. */
import type { Counts } from '../protocol/poll'

/** One vote per voter; the tally is updated with each vote and never recounted. */
export class Votes {
  private readonly choices = new Map<string, string>()
  private readonly tally: Counts = {}
  private revision = 0

  /** @param counts the tally so far, for votes that are stored elsewhere */
  constructor(letters: readonly string[], counts: Readonly<Counts> = {}) {
    for (const letter of letters) this.tally[letter] = counts[letter] ?? 0
  }

  /** The current counts, zeros included. A live view: read it, do not store it. */
  get counts(): Readonly<Counts> {
    return this.tally
  }

  /** Grows by one with every change of the tally. */
  get rev(): number {
    return this.revision
  }

  /** The voter's current choice. */
  of(voter: string): string | undefined {
    return this.choices.get(voter)
  }

  /** Records a choice in place of an earlier one. Returns whether anything changed. */
  cast(voter: string, choice: string): boolean {
    const before = this.choices.get(voter)
    if (before === choice) return false
    if (!Object.keys(this.tally).includes(choice))
      throw new RangeError('a vote for a letter the poll does not have')
    this.choices.set(voter, choice)
    this.shift(before ?? null, choice)
    return true
  }

  /** Updates the tally for a vote that is stored elsewhere; null: no choice. */
  shift(before: string | null, after: string | null): void {
    if (before === after) return
    if (before !== null) this.count(before, -1)
    if (after !== null) this.count(after, 1)
    this.revision++
  }

  /** Replaces the tally by a count of votes that are stored elsewhere. Returns whether anything changed. */
  reconcile(counts: Readonly<Counts>): boolean {
    const changed = Object.keys(this.tally).filter(letter => this.tally[letter] !== (counts[letter] ?? 0))
    for (const letter of changed) this.tally[letter] = counts[letter] ?? 0
    if (changed.length > 0) this.revision++
    return changed.length > 0
  }

  /** Withdraws the voter's choice. Returns whether there was one. */
  withdraw(voter: string): boolean {
    const before = this.choices.get(voter)
    if (before === undefined) return false
    this.choices.delete(voter)
    this.shift(before, null)
    return true
  }

  /** Moves one voter's choice to another voter, who has none; the tally does not change. */
  pass(from: string, to: string): void {
    const choice = this.choices.get(from)
    if (choice === undefined || from === to) return
    this.withdraw(to)
    this.choices.delete(from)
    this.choices.set(to, choice)
  }

  /** Every voter's choice, for a recount in tests. Never leaves the server. */
  entries(): ReadonlyMap<string, string> {
    return this.choices
  }

  private count(letter: string, by: 1 | -1): void {
    this.tally[letter] = (this.tally[letter] ?? 0) + by
  }
}
