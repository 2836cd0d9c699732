/**
 * What all people of one room may send together, shared fairly: between addresses first, then between the people of an
 * address. Those who have just come are one source together, because a script makes new ids at will.
 */
import { isCrew } from '../../core/access/permissions'
import { forgetOldest } from '../../core/limits/bounded'
import type { Rate } from '../../core/limits/token-bucket'
import { FairBucket } from '../../core/limits/fair-bucket'
import { networkOf } from '../../forwarded'
import type { SocketData } from './live-room'

/** Addresses of a room whose people are distinguished. */
const MAX_ADDRESSES = 200
/** All people of an address who have just come. */
const NEWCOMERS = 'newcomers'

/** Where something comes from, as budgets distinguish it. */
export interface Source {
  address: string
  person: string
}

/** Who a socket is for budgets. `newcomerMs`: for how long somebody counts as new. */
export function sourceOf({ address, person, since, role }: SocketData, newcomerMs: number): Source {
  const isNew = !isCrew(role) && performance.now() - since < newcomerMs
  return { address: networkOf(address) ?? address, person: isNew ? NEWCOMERS : person }
}

export class RoomBudget {
  private readonly whole: FairBucket
  private readonly byAddress = new Map<string, FairBucket>()

  constructor(private readonly rate: Rate) {
    this.whole = new FairBucket(rate, performance.now())
  }

  /** Takes one token of the room for this source. Returns whether there was one for it. */
  take({ address, person }: Source, now = performance.now()): boolean {
    const { whole, byAddress } = this
    const own = byAddress.get(address) ?? new FairBucket(this.rate, now)
    byAddress.delete(address)
    byAddress.set(address, own)
    forgetOldest(byAddress, MAX_ADDRESSES)
    if (!whole.mayTake(address, now) || !own.mayTake(person, now)) return false
    whole.take(address, now)
    own.take(person, now)
    return true
  }

  /** Counts what came through another node, which has shared its part fairly. */
  spent(node: string, now = performance.now()): void {
    this.whole.take(node, now)
  }
}
