/** Tracks who is typing. Knows no sockets; time is an argument. */

/** Milliseconds after the last typing event for which a person counts as typing. */
export const TYPING_TIMEOUT_MS = 5000

export interface Typist {
  person: string
  name: string
}

export class Typing {
  private readonly typists = new Map<string, Typist & { at: number }>()
  private hasNews = false

  /** Records that somebody is typing. Returns whether that changed anything. */
  types(person: string, name: string, now: number): boolean {
    const isNew = !this.typists.has(person)
    this.typists.set(person, { person, name, at: now })
    if (isNew) this.hasNews = true
    return isNew
  }

  /** The line was sent, or its author left. Returns whether that changed anything. */
  stopped(person: string): boolean {
    if (!this.typists.delete(person)) return false
    this.hasNews = true
    return true
  }

  /** Who is typing now; undefined if nothing changed since the last call. */
  news(now: number): Typist[] | undefined {
    for (const { person, at } of this.typists.values()) if (now - at > TYPING_TIMEOUT_MS) this.stopped(person)
    if (!this.hasNews) return undefined
    this.hasNews = false
    return [...this.typists.values()]
  }
}
