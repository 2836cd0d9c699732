/**
 * Owns who of a room is online, as people: somebody with two tabs is one and stays while one of them is there. Decides
 * which comings and goings are told. Knows no sockets; time is an argument.
 */
import type { Arrivals } from './talk'

/** Milliseconds somebody must have been there, or away, before it is told: a reload is no news. */
const SETTLED = 10_000
/** Milliseconds between two pieces of news about one person. */
const PAUSE = 60_000
/** Names in one piece of news; of others only the number. */
const NAMES = 3

interface Person {
  sockets: number
  /** Since when there has been a socket, or none. */
  since: number
  /** What was told of this person last, and when. */
  told?: 'joined' | 'left'
  toldAt: number
}

export class Presence {
  private readonly persons = new Map<string, Person>()
  /** People of whom there may be something to tell. */
  private readonly unsettled = new Set<string>()
  private online = 0

  /** People who are there. */
  get count(): number {
    return this.online
  }

  isOnline(person: string): boolean {
    return (this.persons.get(person)?.sockets ?? 0) > 0
  }

  /** A socket of this person came. Returns whether the person was away. */
  came(person: string, now: number): boolean {
    const known = this.persons.get(person) ?? { sockets: 0, since: now, toldAt: -Infinity }
    this.persons.set(person, known)
    if (known.sockets++ > 0) return false
    known.since = now
    this.online++
    this.unsettled.add(person)
    return true
  }

  /** A socket of this person left. Returns whether the person is away now. */
  left(person: string, now: number): boolean {
    const known = this.persons.get(person)
    if (!known || known.sockets === 0 || --known.sockets > 0) return false
    known.since = now
    this.online--
    this.unsettled.add(person)
    return true
  }

  /** The person has taken another name, or a first one: whether that is news is decided anew. */
  renamed(person: string): void {
    if (this.persons.has(person)) this.unsettled.add(person)
  }

  /** What is to be told now, if anything; `nameOf` gives nothing for people without a name, of whom nothing is told. */
  news(now: number, nameOf: (person: string) => string | undefined): Arrivals | undefined {
    const joined: string[] = []
    const left: string[] = []
    for (const id of this.unsettled) {
      const person = this.persons.get(id)!
      if (now - person.since < SETTLED) continue
      const state = person.sockets > 0 ? 'joined' : 'left'
      const name = nameOf(id)
      // Whoever was never told to have come has not gone either.
      const isNews = name !== undefined && state !== (person.told ?? 'left')
      // Whoever has gone is remembered until the pause is over, for coming back at once is no news yet.
      if (now - person.toldAt < PAUSE && (isNews || state === 'left')) continue
      if (isNews) {
        Object.assign(person, { told: state, toldAt: now })
        ;(state === 'joined' ? joined : left).push(name)
      }
      if (state === 'joined') this.unsettled.delete(id)
      else if (!isNews) this.forget(id)
    }
    if (joined.length + left.length === 0) return undefined
    return {
      joined: joined.slice(0, NAMES),
      moreJoined: Math.max(0, joined.length - NAMES),
      left: left.slice(0, NAMES),
      moreLeft: Math.max(0, left.length - NAMES),
    }
  }

  private forget(person: string): void {
    this.unsettled.delete(person)
    this.persons.delete(person)
  }
}
