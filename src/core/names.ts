/** Owns what a name may be, and who has it: unique in a room by what people see. Knows no clock. */
import type { Refusal } from './events'
import { refuse } from './refusals'

const MAX_NAME = 30
/** Milliseconds for which a name stays its person's after leaving. */
export const NAME_HOLD = 10 * 60 * 1000
/** Names kept for people who are away, before the oldest are let go. */
const MANY = 5000

/** Drawn as nothing; what is left is what people see. */
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu
/** More marks above one character than any language has. */
const FLOOD = /\p{M}{4}/u
const VISIBLE = /[\p{L}\p{N}\p{Extended_Pictographic}]/u

/** Scripts with letters that look like those of other scripts. */
const ALIKE = ['Latin', 'Greek', 'Cyrillic', 'Armenian', 'Cherokee', 'Coptic', 'Georgian'].map(
  script => new RegExp(`\\p{Script=${script}}`, 'u'),
)

/** Letters that look alike in most typefaces, after folding case (Unicode's confusables, those of common alphabets). */
const LOOKS_LIKE = new Map(
  Object.entries({
    a: 'аα',
    b: 'вβ',
    c: 'сϲ',
    d: 'ԁ',
    e: 'еεё',
    h: 'һнη',
    j: 'јϳ',
    k: 'кκ',
    l: 'i1|ıіιӏї',
    m: 'мμ',
    n: 'п',
    o: '0оοσօ',
    p: 'рρ',
    q: 'ԛ',
    r: 'г',
    s: 'ѕ',
    t: 'тτ',
    u: 'υս',
    v: 'ѵν',
    w: 'ԝωш',
    x: 'хχ',
    y: 'уγ',
    z: 'ζ',
  }).flatMap(([letter, others]) => [...others].map(other => [other, letter] as const)),
)

/** What nobody but the presenter and the host is called, however it is decorated. */
const RESERVED = ['presenter', 'host', 'moderator', 'admin'].map(keyOf)

/** What makes two names the same to those who read them. */
export function keyOf(name: string): string {
  const folded = name.normalize('NFKC').toLowerCase().normalize('NFKC').replace(INVISIBLE, '')
  return [...folded.replace(/\s+/g, ' ').trim()].map(letter => LOOKS_LIKE.get(letter) ?? letter).join('')
}

/** The name as it is shown, or why it cannot be one. */
export function cleanName(text: string): { ok: true; name: string } | Refusal {
  const name = text.normalize('NFC').replace(INVISIBLE, '').replace(/\s+/g, ' ').trim()
  const length = [...name].length
  if (length === 0 || length > MAX_NAME || /\p{Cc}/u.test(name) || FLOOD.test(name) || !VISIBLE.test(name))
    return refuse('bad-name')
  const letters = [...name.normalize('NFKC')]
  if (ALIKE.filter(script => letters.some(letter => script.test(letter))).length > 1)
    return refuse('mixed-scripts')
  return { ok: true, name }
}

/** Whether a name could be taken for the presenter's or the host's. */
function isReserved(name: string): boolean {
  const letters = keyOf(name).replace(/[^\p{L}]/gu, '')
  return RESERVED.some(reserved => letters === reserved || letters.startsWith(RESERVED[0]!))
}

interface Holder {
  person: string
  name: string
  /** When its person left; undefined: here. */
  leftAt?: number
}

/** The names of one room. */
export class Names {
  private readonly byKey = new Map<string, Holder>()
  private readonly keys = new Map<string, string>()

  of(person: string): string | undefined {
    return this.byKey.get(this.keys.get(person) ?? '')?.name
  }

  /** Everybody who has a name: the person with it. */
  *[Symbol.iterator](): IterableIterator<{ person: string; name: string }> {
    yield* this.byKey.values()
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
    const key = keyOf(clean.name)
    const holder = this.byKey.get(key)
    if (holder && holder.person !== person && !isOver(holder, now)) return refuse('name-taken')
    if (holder) this.keys.delete(holder.person)
    this.release(person)
    this.byKey.set(key, { person, name: clean.name })
    this.keys.set(person, key)
    return clean
  }

  /** A name like this one that is free: with the smallest number behind it that makes it so. */
  takeLike(person: string, text: string, now: number): string {
    const clean = cleanName([...text].slice(0, MAX_NAME).join(''))
    const start = clean.ok && !isReserved(clean.name) ? clean.name : 'Guest'
    for (let number = 1; ; number++) {
      const tail = number === 1 ? '' : ` ${number}`
      const name = [...start].slice(0, MAX_NAME - tail.length).join('') + tail
      const taken = this.take(person, name, now)
      if (taken.ok) return taken.name
    }
  }

  release(person: string): void {
    const key = this.keys.get(person)
    if (key === undefined) return
    this.keys.delete(person)
    this.byKey.delete(key)
  }

  /** The person is here. */
  came(person: string): void {
    const holder = this.byKey.get(this.keys.get(person) ?? '')
    if (holder) delete holder.leftAt
  }

  /** The person is no longer here; the name stays reserved for a while. */
  left(person: string, now: number): void {
    const holder = this.byKey.get(this.keys.get(person) ?? '')
    if (holder) holder.leftAt = now
    if (this.byKey.size <= MANY) return
    for (const away of this.byKey.values()) if (isOver(away, now)) this.release(away.person)
  }
}

function isOver({ leftAt }: Holder, now: number): boolean {
  return leftAt !== undefined && now - leftAt > NAME_HOLD
}
