/** Indexes the holders of names in a room, and finds names that look alike. Knows no clock and no rules. */
import { skeletonsOf } from '../text/confusables'
import { keysOf, type NameKeys } from './name-keys'

export interface Holder {
  person: string
  name: string
  keys: NameKeys
  /** A presenter's name: no other name may be confusable with it. */
  isGuarded: boolean
}

export class NameHolders {
  private readonly holders = new Map<string, Holder>()
  private readonly byFolded = new Map<string, Holder>()
  /** Holders of one entry use different scripts; with the same scripts their names would be the same. */
  private readonly byDrawn = new Map<string, Set<Holder>>()
  private readonly guarded = new Set<Holder>()

  get(person: string): Holder | undefined {
    return this.holders.get(person)
  }

  has(person: string): boolean {
    return this.holders.has(person)
  }

  [Symbol.iterator](): IterableIterator<Holder> {
    return this.holders.values()
  }

  /** Adds a holder; the person must have no other name. */
  add(person: string, name: string, isGuarded: boolean): void {
    const keys = keysOf(name)
    const holder = { person, name, keys, isGuarded }
    this.holders.set(person, holder)
    this.byFolded.set(keys.folded, holder)
    this.byDrawn.set(keys.drawn, (this.byDrawn.get(keys.drawn) ?? new Set()).add(holder))
    if (isGuarded) this.guarded.add(holder)
  }

  delete(holder: Holder): void {
    const { person, keys } = holder
    this.holders.delete(person)
    this.guarded.delete(holder)
    this.byFolded.delete(keys.folded)
    const others = this.byDrawn.get(keys.drawn)!
    others.delete(holder)
    if (others.size === 0) this.byDrawn.delete(keys.drawn)
  }

  /** The holders of names that count as the same as this one. */
  like(name: string): Holder[] {
    const keys = keysOf(name)
    const folded = this.byFolded.get(keys.folded)
    const drawn = [...(this.byDrawn.get(keys.drawn) ?? [])]
    const areOther = drawn[0]?.keys.scripts !== keys.scripts
    return [...(folded ? [folded] : []), ...(areOther ? drawn : [])]
  }

  /** Whether this person's new name could be mistaken for a presenter's. */
  isLikeGuarded(person: string, name: string): boolean {
    const looks: string[] = this.guarded.size > 0 ? skeletonsOf(name) : []
    return [...this.guarded].some(
      other => other.person !== person && skeletonsOf(other.name).some(look => looks.includes(look)),
    )
  }
}
