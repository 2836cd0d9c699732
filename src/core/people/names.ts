/** Assigns names in a room: no two people have the same one. Knows no clock. */
import type { Refusal } from '../protocol/replies'
import { NameHolders } from './name-holders'
import { keysOf } from './name-keys'
import { FreeNumbers } from './name-numbers'
import { beginningOf, cleanName, isReserved, MAX_NAME } from './name-rules'
import { refuse } from '../protocol/refusals'

/** Milliseconds for which a name stays reserved after its person left. */
export const NAME_HOLD_MS = 10 * 60 * 1000
/** Names reserved for people who are away; above this, the oldest is released. */
const MAX_AWAY_NAMES = 5000
/** The replacement for a name that nobody may have. */
const GUEST = 'Guest'

/** The names of one room. */
export class Names {
  /** Grows with every change. */
  rev = 0
  private readonly holders = new NameHolders()
  /** When people with a name left; the earliest first. */
  private readonly away = new Map<string, number>()
  private readonly numbers = new FreeNumbers()

  of(person: string): string | undefined {
    return this.holders.get(person)?.name
  }

  /** Whether this person's name is a presenter's. */
  isGuarded(person: string): boolean {
    return this.holders.get(person)?.isGuarded ?? false
  }

  /** All people who have a name, with it. */
  [Symbol.iterator](): IterableIterator<{ person: string; name: string }> {
    return this.holders[Symbol.iterator]()
  }

  /** Gives a person this name in place of the earlier one. */
  take(person: string, text: string, now: number, isPresenter = false): { ok: true; name: string } | Refusal {
    const clean = this.check(person, text, now, isPresenter)
    if (clean.ok) this.give(person, clean.name, isPresenter)
    return clean
  }

  /**
   * Another node has given somebody this name. If two nodes give the same name at once, both leave it to the person
   * with the smaller id. `isPending`: whether a person's claim to keep a name is still undecided.
   */
  concede(
    person: string,
    name: string,
    now: number,
    isPending: (person: string) => boolean,
    isGuarded = false,
  ): boolean {
    for (const { person: other } of this.holders.like(name))
      if (other > person && isPending(other)) this.release(other)
    const clean = this.check(person, name, now, true)
    if (clean.ok) this.give(person, clean.name, isGuarded)
    return clean.ok
  }

  /** Gives a person this name if it is free, otherwise with the smallest free number after it. */
  takeLike(person: string, text: string, now: number): string {
    const name = this.freeLike(person, text, now) ?? this.freeLike(person, GUEST, now)!
    this.give(person, name, false)
    return name
  }

  /** Finds that name without taking it. Undefined: nobody may have such a name. */
  freeLike(person: string, text: string, now: number, isPresenter = false): string | undefined {
    const numbered = (number: number) => {
      const tail = number === 1 ? '' : ` ${number}`
      return beginningOf(text, MAX_NAME - tail.length) + tail
    }
    const plain = this.check(person, numbered(1), now, isPresenter)
    if (plain.ok) return plain.name
    if (plain.code !== 'name-taken') return undefined
    const own = this.of(person)
    const ownNumber = numberOf(own)
    if (ownNumber > 1 && keysOf(numbered(ownNumber)).folded === keysOf(own!).folded) return own
    const { folded } = keysOf(numbered(1))
    for (const number of this.numbers.candidates(folded)) {
      const free = this.check(person, numbered(number), now, isPresenter)
      if (free.ok) return free.name
      if (free.code !== 'name-taken') return undefined
    }
    return undefined
  }

  release(person: string): void {
    const holder = this.holders.get(person)
    if (!holder) return
    const { name } = holder
    this.holders.delete(holder)
    this.away.delete(person)
    const number = numberOf(name)
    if (number > 1) this.numbers.giveBack(keysOf(name.replace(/ \d+$/, '')).folded, number)
    this.rev++
  }

  /** The person is here. */
  came(person: string): void {
    this.away.delete(person)
  }

  /** The person is no longer here; the name stays reserved for a while. */
  left(person: string, now: number): void {
    if (!this.holders.has(person)) return
    this.away.delete(person)
    this.away.set(person, now)
    this.forgetAway(now)
  }

  /** Whether a person may have this name now. */
  private check(
    person: string,
    text: string,
    now: number,
    isPresenter: boolean,
  ): { ok: true; name: string } | Refusal {
    const clean = cleanName(text)
    if (!clean.ok) return clean
    if (!isPresenter && isReserved(clean.name)) return refuse('name-reserved')
    this.forgetAway(now)
    const isTaken = this.holders.like(clean.name).some(other => other.person !== person)
    if (isTaken) return refuse('name-taken')
    return !isPresenter && this.holders.isLikeGuarded(person, clean.name) ? refuse('name-reserved') : clean
  }

  private give(person: string, name: string, isGuarded: boolean): void {
    this.release(person)
    this.holders.add(person, name, isGuarded)
    this.rev++
  }

  /** Releases names of people away for too long, and the oldest ones if there are too many. */
  private forgetAway(now: number): void {
    for (const [person, leftAt] of this.away)
      if (now - leftAt > NAME_HOLD_MS || this.away.size > MAX_AWAY_NAMES) this.release(person)
      else return
  }
}

/** The number after a name; 1 if there is none. */
function numberOf(name: string | undefined): number {
  return Number(/ (\d{1,9})$/.exec(name ?? '')?.[1] ?? 1)
}
