/** Bounds how many pages of presenters one room has on this node: each is sent the effect of every command. */
import type { Connected } from './broadcast'

/** Presenters' pages of one room, and the same again of helpers: generous for a team with laptops, phones and clickers. */
export const MAX_PRESENTERS = 50

export class PresenterSlots {
  private readonly held = new Set<Connected['conn']>()

  /** Takes a place until the connection ends. Returns whether there was one. */
  take({ conn }: Connected): boolean {
    if (this.held.has(conn)) return true
    if (this.held.size >= MAX_PRESENTERS) return false
    this.held.add(conn)
    conn.once('close', () => this.held.delete(conn))
    return true
  }
}
