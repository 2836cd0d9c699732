/**
 * The private ids of people: hashes of these are what ballots, asks, tickets and reports are under. Neither can a
 * person's own id be made of one nor the other way round, so that nobody joins a name with a vote; a private id is not
 * kept, and goes to nobody, other nodes among them.
 */
import { forgetOldest } from '../limits/bounded'

/** People of one room whose private ids are remembered once they have left: those who came last. */
const MAX_PEOPLE = 20_000

/** The private ids of those who are, or were, on this node. */
export class PrivateIds {
  private readonly ids = new Map<string, string>()

  /** Somebody has come. */
  note(person: string, privateId: string): void {
    this.ids.delete(person)
    this.ids.set(person, privateId)
    forgetOldest(this.ids, MAX_PEOPLE)
  }

  /** Undefined: this person was on other nodes only, or long ago. */
  of(person: string): string | undefined {
    return this.ids.get(person)
  }

  /** All people with their private ids. */
  [Symbol.iterator](): IterableIterator<[person: string, privateId: string]> {
    return this.ids[Symbol.iterator]()
  }
}
