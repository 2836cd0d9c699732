/** Who is typing. Knows no sockets; time is an argument. */

/** Milliseconds after which somebody who says nothing more of it no longer types. */
export const TYPING_FOR = 5000

export interface Typist {
  person: string
  name: string
}

export class Typing {
  private readonly typists = new Map<string, Typist & { at: number }>()
  private hasNews = false

  /** Somebody types, or still does. Returns whether that is news. */
  types(person: string, name: string, now: number): boolean {
    const isNew = !this.typists.has(person)
    this.typists.set(person, { person, name, at: now })
    if (isNew) this.hasNews = true
    return isNew
  }

  /** The line is said, or its author gone. Returns whether that is news. */
  stopped(person: string): boolean {
    if (!this.typists.delete(person)) return false
    this.hasNews = true
    return true
  }

  /** Who types now, where that is not what was told last. */
  news(now: number): Typist[] | undefined {
    for (const { person, at } of this.typists.values()) if (now - at > TYPING_FOR) this.stopped(person)
    if (!this.hasNews) return undefined
    this.hasNews = false
    return [...this.typists.values()]
  }
}
