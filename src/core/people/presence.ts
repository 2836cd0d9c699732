/**
 * Tracks which people of a room are online: somebody with two tabs is one person, online while one is open. Decides
 * which arrivals and departures are announced. Knows no sockets; time is an argument.
 */
import type { Arrivals } from '../protocol/chat'

/** Milliseconds somebody must be online or offline before it is announced: a reload is not announced. */
const MIN_STAY_MS = 10_000
/** Milliseconds between two announcements about one person. */
const ANNOUNCE_INTERVAL_MS = 60_000
/** Names in one announcement; other people are only counted. */
const MAX_NAMES_ANNOUNCED = 3

interface Person {
  sockets: number
  /** Other nodes on which this person is; most are on one only. */
  elsewhere?: Set<string>
  /** When this person last became online or offline. */
  since: number
  /** What was last announced about this person, and when. */
  sent?: 'joined' | 'left'
  sentAt: number
}

export class Presence {
  private readonly persons = new Map<string, Person>()
  /** People about whom there may be something to announce. */
  private readonly unsettled = new Set<string>()
  private here = 0

  /** People with a socket here. */
  get count(): number {
    return this.here
  }

  isHere(person: string): boolean {
    return (this.persons.get(person)?.sockets ?? 0) > 0
  }

  /** Whether this person is here or on another node. */
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

  /** Somebody came to another node or left it. */
  elsewhere(person: string, node: string, isOnline: boolean, now: number): void {
    if (!isOnline && !this.persons.has(person)) return
    const known = this.known(person, now)
    const wasThere = isThere(known)
    if (isOnline) (known.elsewhere ??= new Set()).add(node)
    else known.elsewhere?.delete(node)
    if (isThere(known) !== wasThere) this.moved(person, known, now)
  }

  /** A node left. Returns the people who are now offline. */
  drop(node: string, now: number): string[] {
    const away: string[] = []
    for (const [person, known] of this.persons) {
      if (!known.elsewhere?.delete(node) || isThere(known)) continue
      this.moved(person, known, now)
      away.push(person)
    }
    return away
  }

  /** The person took a name: `news` checks again whether to announce it. */
  renamed(person: string): void {
    if (this.persons.has(person)) this.unsettled.add(person)
  }

  /** What to announce now, if anything. People without a name (`nameOf` returns undefined) are not announced. */
  news(now: number, nameOf: (person: string) => string | undefined): Arrivals | undefined {
    const joined: string[] = []
    const left: string[] = []
    for (const id of this.unsettled) {
      const person = this.persons.get(id)!
      if (now - person.since < MIN_STAY_MS) continue
      const state = isThere(person) ? 'joined' : 'left'
      const name = nameOf(id)
      // No leave notice without an earlier join notice.
      const isNews = name !== undefined && state !== (person.sent ?? 'left')
      // Remembers who left until the interval is over: an immediate return is not announced.
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
    const known = this.persons.get(person) ?? { sockets: 0, since: now, sentAt: -Infinity }
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
  return sockets > 0 || (elsewhere !== undefined && elsewhere.size > 0)
}
