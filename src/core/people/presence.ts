/**
 * Who of a room is online, as people: somebody with two tabs is one person, and online while one of them is open. Decides
 * which arrivals and departures are announced. Knows no sockets; time is an argument.
 */
import type { Arrivals } from '../protocol/chat'

/** Milliseconds somebody must have been there, or away, before it is told: a reload is no news. */
const MIN_STAY_MS = 10_000
/** Milliseconds between two pieces of news about one person. */
const ANNOUNCE_INTERVAL_MS = 60_000
/** Names in one piece of news; of others only the number. */
const MAX_NAMES_ANNOUNCED = 3

interface Person {
  sockets: number
  /** Other nodes on which this person is. */
  elsewhere: Set<string>
  /** Since when there has been a socket anywhere, or none. */
  since: number
  /** What was sent about this person last, and when. */
  sent?: 'joined' | 'left'
  sentAt: number
}

export class Presence {
  private readonly persons = new Map<string, Person>()
  /** People of whom there may be something to tell. */
  private readonly unsettled = new Set<string>()
  private here = 0

  /** People with a socket here. */
  get count(): number {
    return this.here
  }

  isHere(person: string): boolean {
    return (this.persons.get(person)?.sockets ?? 0) > 0
  }

  /** Here or on another node. */
  isOnline(person: string): boolean {
    const known = this.persons.get(person)
    return known !== undefined && isThere(known)
  }

  /** A socket of this person came. Returns whether it is the first one here. */
  came(person: string, now: number): boolean {
    const known = this.known(person, now)
    const wasThere = isThere(known)
    if (known.sockets++ > 0) return false
    this.here++
    if (!wasThere) this.moved(person, known, now)
    return true
  }

  /** A socket of this person left. Returns whether it was the last one here. */
  left(person: string, now: number): boolean {
    const known = this.persons.get(person)
    if (!known || known.sockets === 0 || --known.sockets > 0) return false
    this.here--
    if (!isThere(known)) this.moved(person, known, now)
    return true
  }

  /** Somebody is on another node, or no longer. */
  elsewhere(person: string, node: string, isOnline: boolean, now: number): void {
    if (!isOnline && !this.persons.has(person)) return
    const known = this.known(person, now)
    const wasThere = isThere(known)
    if (isOnline) known.elsewhere.add(node)
    else known.elsewhere.delete(node)
    if (isThere(known) !== wasThere) this.moved(person, known, now)
  }

  /** A node has gone. Returns who is nowhere now. */
  drop(node: string, now: number): string[] {
    const away: string[] = []
    for (const [person, known] of this.persons) {
      if (!known.elsewhere.delete(node) || isThere(known)) continue
      this.moved(person, known, now)
      away.push(person)
    }
    return away
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
      if (now - person.since < MIN_STAY_MS) continue
      const state = isThere(person) ? 'joined' : 'left'
      const name = nameOf(id)
      // Whoever was never told to have come has not gone either.
      const isNews = name !== undefined && state !== (person.sent ?? 'left')
      // Whoever has gone is remembered until the pause is over, for coming back at once is no news yet.
      if (now - person.sentAt < ANNOUNCE_INTERVAL_MS && (isNews || state === 'left')) continue
      if (isNews) {
        Object.assign(person, { sent: state, sentAt: now })
        ;(state === 'joined' ? joined : left).push(name)
      }
      if (state === 'joined') this.unsettled.delete(id)
      else if (!isNews) this.forget(id)
    }
    if (joined.length + left.length === 0) return undefined
    return {
      joined: joined.slice(0, MAX_NAMES_ANNOUNCED),
      moreJoined: Math.max(0, joined.length - MAX_NAMES_ANNOUNCED),
      left: left.slice(0, MAX_NAMES_ANNOUNCED),
      moreLeft: Math.max(0, left.length - MAX_NAMES_ANNOUNCED),
    }
  }

  private known(person: string, now: number): Person {
    const known = this.persons.get(person) ?? {
      sockets: 0,
      elsewhere: new Set<string>(),
      since: now,
      sentAt: -Infinity,
    }
    this.persons.set(person, known)
    return known
  }

  private moved(person: string, known: Person, now: number): void {
    known.since = now
    this.unsettled.add(person)
  }

  private forget(person: string): void {
    this.unsettled.delete(person)
    this.persons.delete(person)
  }
}

function isThere({ sockets, elsewhere }: Person): boolean {
  return sockets > 0 || elsewhere.size > 0
}
