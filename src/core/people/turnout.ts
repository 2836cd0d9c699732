/** Counts who is present in one room and who has voted. Knows no sockets and no clock. */
import type { Turnout } from '../protocol/poll'

/** Who has voted in one poll: a person with the votes of several tabs is one. */
export class Voters {
  private readonly votes = new Map<string, number>()

  get count(): number {
    return this.votes.size
  }

  has(person: string): boolean {
    return this.votes.has(person)
  }

  /** A tab of this person now has a vote, and had none before. */
  raised(person: string): void {
    this.votes.set(person, (this.votes.get(person) ?? 0) + 1)
  }

  /** A tab of this person no longer has a vote. */
  lowered(person: string): void {
    const others = (this.votes.get(person) ?? 0) - 1
    if (others > 0) this.votes.set(person, others)
    else this.votes.delete(person)
  }

  /** Sets whether this person has a ballot: at most one, for all tabs together. */
  hasBallot(person: string, has: boolean): void {
    if (has) this.votes.set(person, 1)
    else this.votes.delete(person)
  }
}

/** Counts people, not tabs: a person is present while one tab is present, and has voted while one tab has a vote. */
export class People {
  /** The tabs (or classic sockets) of each person, connected or asleep. */
  private readonly tabs = new Map<string, number>()
  private voters = new Voters()
  /** Of the poll that can be put back. */
  private replaced: Voters | undefined

  /** The number of people present or asleep, and how many of them have voted. */
  get turnout(): Turnout {
    return { voted: this.voters.count, present: this.tabs.size }
  }

  has(person: string): boolean {
    return this.tabs.has(person)
  }

  hasVoted(person: string): boolean {
    return this.voters.has(person)
  }

  /** A tab of this person came. */
  arrive(person: string): void {
    this.tabs.set(person, (this.tabs.get(person) ?? 0) + 1)
  }

  /**
   * A tab of this person left for good; the caller has withdrawn its hand. A ballot stays recorded, but is not
   * counted here.
   */
  leave(person: string): void {
    const others = (this.tabs.get(person) ?? 0) - 1
    if (others > 0) return void this.tabs.set(person, others)
    this.tabs.delete(person)
    for (const voters of [this.voters, this.replaced]) voters?.hasBallot(person, false)
  }

  /** Sets whether this person has a ballot: at most one, for all tabs together. */
  hasBallot(person: string, has: boolean): void {
    if (this.tabs.has(person)) this.voters.hasBallot(person, has)
  }

  /** Another poll began: no votes yet. Who has voted in the earlier one is kept for `putBack`. */
  startAnew(): void {
    this.replaced = this.voters
    this.voters = new Voters()
  }

  /** The earlier poll is up again, with those who had voted in it. */
  putBack(): void {
    this.voters = this.replaced ?? new Voters()
    this.replaced = undefined
  }

  /** The earlier poll cannot be put back any more. */
  forgetReplaced(): void {
    this.replaced = undefined
  }

  /** A tab of this person now has a vote, and had none before; `isReplaced`: in the earlier poll. */
  raised(person: string, isReplaced = false): void {
    if (!this.tabs.has(person)) return
    if (isReplaced) (this.replaced ??= new Voters()).raised(person)
    else this.voters.raised(person)
  }

  /** A tab of this person no longer has a vote; `isReplaced`: in the earlier poll. */
  lowered(person: string, isReplaced = false): void {
    if (isReplaced) this.replaced?.lowered(person)
    else this.voters.lowered(person)
  }
}
