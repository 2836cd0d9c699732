/** Owns what a name may be, and who has it: unique in a room by what people see. Knows no clock. */
import type { Refusal } from './events'
import { isOneScript, looksOf, withoutInvisible } from './lookalikes'
import { refuse } from './refusals'

const MAX_NAME = 30
/** A longer text is none, however much of it is invisible; nobody cleans it. */
const MAX_TYPED = 10 * MAX_NAME
/** Milliseconds for which a name stays its person's after leaving. */
export const NAME_HOLD = 10 * 60 * 1000
/** Names kept for people who are away, before the oldest are let go. */
const MANY = 5000
/** Who would have a name that nobody may have. */
const GUEST = 'Guest'

/** More marks above one character than any language has. */
const FLOOD = /\p{M}{4}/u
const VISIBLE = /[\p{L}\p{N}\p{Extended_Pictographic}]/u
/** Controls, halves of characters, and what every typeface draws in its own way. */
const NO_TEXT = /[\p{Cc}\p{Cs}\p{Co}]/u

/** What nobody but the presenter and the host is called. */
const RESERVED = new Set(['presenter', 'host', 'moderator', 'admin'].flatMap(lettersOf))
/** Reserved also where it is only part of a name. */
const [UNMISTAKABLE] = lettersOf('presenter')

/** The name as it is shown, or why it cannot be one. */
export function cleanName(text: string): { ok: true; name: string } | Refusal {
  if (text.length > MAX_TYPED) return refuse('bad-name')
  const name = withoutInvisible(text)
  const length = [...name].length
  if (length === 0 || length > MAX_NAME || NO_TEXT.test(name) || FLOOD.test(name) || !VISIBLE.test(name))
    return refuse('bad-name')
  return isOneScript(name) ? { ok: true, name } : refuse('mixed-scripts')
}

/** Whether a name could be taken for the presenter's or the host's, however it is decorated. */
function isReserved(name: string): boolean {
  const words = [...name.split(/\s/), ...name.split(/[^\p{L}\p{M}]+/u)]
  const parts = [name, name.replace(/\p{N}/gu, ''), ...words]
  return parts.flatMap(lettersOf).some(letters => RESERVED.has(letters) || letters.includes(UNMISTAKABLE!))
}

/** What is left of a name for the eyes without marks, signs and spaces. */
function lettersOf(name: string): string[] {
  return looksOf(name).map(look => look.replace(/[^\p{L}]/gu, ''))
}

interface Holder {
  person: string
  name: string
  /** By what it is known: no other name looks like one of these. */
  looks: Set<string>
}

/** The names of one room. */
export class Names {
  /** Grows with every change. */
  rev = 0
  private readonly holders = new Map<string, Holder>()
  private readonly byLook = new Map<string, Holder>()
  /** When people with a name left, the earliest first. */
  private readonly away = new Map<string, number>()

  of(person: string): string | undefined {
    return this.holders.get(person)?.name
  }

  /** Everybody who has a name: the person with it. */
  [Symbol.iterator](): IterableIterator<{ person: string; name: string }> {
    return this.holders.values()
  }

  /** Gives a person this name instead of the one it had; `mayBeReserved` for presenters. */
  take(
    person: string,
    text: string,
    now: number,
    mayBeReserved = false,
  ): { ok: true; name: string } | Refusal {
    const clean = cleanName(text)
    if (!clean.ok) return clean
    if (!mayBeReserved && isReserved(clean.name)) return refuse('name-reserved')
    this.forgetAway(now)
    const looks = new Set(looksOf(clean.name))
    const others = [...looks].flatMap(look => this.byLook.get(look) ?? [])
    if (others.some(other => other.person !== person)) return refuse('name-taken')
    this.release(person)
    const holder = { person, name: clean.name, looks }
    this.holders.set(person, holder)
    for (const look of looks) this.byLook.set(look, holder)
    this.rev++
    return clean
  }

  /**
   * Another node has given somebody this name, as far as it knows. Of two nodes that give the same at once, both let the
   * smaller person have it. `isPending`: whether it is still being asked whether somebody may keep a name.
   */
  concede(person: string, name: string, now: number, isPending: (person: string) => boolean): boolean {
    const looks = looksOf(name)
    for (const { person: other } of looks.flatMap(look => this.byLook.get(look) ?? []))
      if (other > person && isPending(other)) this.release(other)
    return this.take(person, name, now, true).ok
  }

  /** A name like this one that is free: with the smallest number behind it that makes it so. */
  takeLike(person: string, text: string, now: number): string {
    return this.takeNumbered(person, text, now) ?? this.takeNumbered(person, GUEST, now)!
  }

  release(person: string): void {
    const holder = this.holders.get(person)
    if (!holder) return
    this.holders.delete(person)
    this.away.delete(person)
    for (const look of holder.looks) this.byLook.delete(look)
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

  /** Undefined: nobody may have such a name. */
  private takeNumbered(person: string, text: string, now: number): string | undefined {
    const start = [...withoutInvisible(text.slice(0, MAX_TYPED))].slice(0, MAX_NAME)
    for (let number = 1; ; number++) {
      const tail = number === 1 ? '' : ` ${number}`
      const taken = this.take(person, start.slice(0, MAX_NAME - tail.length).join('') + tail, now)
      if (taken.ok) return taken.name
      if (taken.code !== 'name-taken') return undefined
    }
  }

  /** A name is let go when its time is over, and earlier where there are too many. */
  private forgetAway(now: number): void {
    for (const [person, leftAt] of this.away)
      if (now - leftAt > NAME_HOLD || this.away.size > MANY) this.release(person)
      else return
  }
}
