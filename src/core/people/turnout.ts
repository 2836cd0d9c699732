/** Counts who is present in one room and who has voted. Knows no sockets and no clock. */
import type { Turnout } from '../protocol/poll'

interface Person {
  /** This person's tabs (or classic sockets), connected or asleep. */
  tabs: number
  /** Votes of those tabs. */
  votes: number
}

/** Counts people, not tabs: a person is present while one tab is present, and has voted while one tab has a vote. */
export class People {
  private readonly persons = new Map<string, Person>()
  private voted = 0

  /** The number of people present or asleep, and how many of them have voted. */
  get turnout(): Turnout {
    return { voted: this.voted, present: this.persons.size }
  }

  has(person: string): boolean {
    return this.persons.has(person)
  }

  hasVoted(person: string): boolean {
    return (this.persons.get(person)?.votes ?? 0) > 0
  }

  /** A tab of this person came. */
  arrive(person: string): void {
    const known = this.persons.get(person)
    if (known) known.tabs++
    else this.persons.set(person, { tabs: 1, votes: 0 })
  }

  /**
   * A tab of this person left for good; the caller has withdrawn its hand. A ballot stays recorded, but is not
   * counted here.
   */
  leave(person: string): void {
    const known = this.persons.get(person)
    if (!known || --known.tabs > 0) return
    this.persons.delete(person)
    if (known.votes > 0) this.voted--
  }

  /** Sets whether this person has a ballot: at most one, for all tabs together. */
  hasBallot(person: string, has: boolean): void {
    const known = this.persons.get(person)
    if (!known || has === known.votes > 0) return
    known.votes = has ? 1 : 0
    this.voted += has ? 1 : -1
  }

  /** Another poll began: no votes yet. */
  startAnew(): void {
    for (const person of this.persons.values()) person.votes = 0
    this.voted = 0
  }

  /** A tab of this person now has a vote, and had none before. */
  raised(person: string): void {
    const known = this.persons.get(person)
    if (known && known.votes++ === 0) this.voted++
  }

  /** A tab of this person no longer has a vote. */
  lowered(person: string): void {
    const known = this.persons.get(person)
    if (known && --known.votes === 0) this.voted--
  }
}
