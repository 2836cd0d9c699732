/**
 * How many terms visitors may search at once: a room, and an address, may each hold at most as many as are left for
 * others.
 */
import { Counter } from '../../core/limits/counter'
import { networkOf } from '../../forwarded'

/** Terms of visitors in one process. The hub takes more: the rest is reserved for the walls of the rooms. */
export const MAX_OWN_TERMS = 4500

export class TermShares {
  private readonly ofRoom = new Counter()
  private readonly ofAddress = new Counter()
  private held = 0

  /**
   * Takes one share for a term. Returns how to give it back, or undefined where the room or the address has none
   * left.
   */
  take(room: string, address: string): (() => void) | undefined {
    const source = networkOf(address) ?? address
    const free = MAX_OWN_TERMS - this.held
    if (this.ofRoom.of(room) >= free || this.ofAddress.of(source) >= free) return undefined
    this.held++
    this.ofRoom.add(room)
    this.ofAddress.add(source)
    let isHeld = true
    return () => {
      if (!isHeld) return
      isHeld = false
      this.held--
      this.ofRoom.remove(room)
      this.ofAddress.remove(source)
    }
  }
}
