/** Who is present in one room: people, their tabs, and whether they have voted. Knows no sockets and no clock. */
import type { Turnout } from '../protocol/events'

interface Person {
  /** Tabs (or classic sockets) of this person, awake or asleep. */
  tabs: number
  /** Votes those tabs hold. */
  votes: number
}

/** Counts people, not tabs: a person is present while one tab is, and has voted while one tab has. */
export class People {
  private readonly persons = new Map<string, Person>()
  private voted = 0

  /** People who have voted, of people present or asleep. */
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

  /** A tab of this person left for good; its hand must have been taken back before. A ballot stays, its voter is gone. */
  leave(person: string): void {
    const known = this.persons.get(person)
    if (!known || --known.tabs > 0) return
    this.persons.delete(person)
    if (known.votes > 0) this.voted--
  }

  /** This person has a ballot, or none: one, however many tabs there are. */
  hasBallot(person: string, has: boolean): void {
    const known = this.persons.get(person)
    if (!known || has === known.votes > 0) return
    known.votes = has ? 1 : 0
    this.voted += has ? 1 : -1
  }

  /** Another poll: nobody has voted yet. */
  startAnew(): void {
    for (const person of this.persons.values()) person.votes = 0
    this.voted = 0
  }

  /** A tab of this person now holds a vote, and held none before. */
  raised(person: string): void {
    const known = this.persons.get(person)
    if (known && known.votes++ === 0) this.voted++
  }

  /** A tab of this person no longer holds a vote. */
  lowered(person: string): void {
    const known = this.persons.get(person)
    if (known && --known.votes === 0) this.voted--
  }
}
