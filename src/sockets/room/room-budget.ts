/**
 * Owns what all people of a room may say together, shared fairly: between addresses first, then between the people of an
 * address. Those who have just come are one source together, for a script makes new ids at will.
 */
import { forgetOldest } from '../../core/limits/bounded'
import type { Rate } from '../../core/limits/token-bucket'
import { FairBucket } from '../../core/limits/fair-bucket'
import { networkOf } from '../../forwarded'
import type { LiveRoom, SocketData } from './live-room'

/** Addresses of a room whose people are told apart. */
const MAX_ADDRESSES = 200
/** All people of an address who have just come. */
const NEWCOMERS = 'newcomers'

/** Where something comes from, as budgets tell it apart. */
export interface Source {
  address: string
  person: string
}

interface Shared {
  whole: FairBucket
  byAddress: Map<string, FairBucket>
}

/** Who a socket is for budgets. `newcomer`: milliseconds for which somebody counts as new. */
export function sourceOf({ address, person, since, presenter }: SocketData, newcomer: number): Source {
  const isNew = !presenter && performance.now() - since < newcomer
  return { address: networkOf(address) ?? address, person: isNew ? NEWCOMERS : person }
}

export class RoomBudget {
  private readonly rooms = new WeakMap<LiveRoom, Shared>()

  constructor(private readonly rate: Rate) {}

  /** Takes one token of the room for this source. Returns whether there was one for it. */
  take(room: LiveRoom, { address, person }: Source, now = performance.now()): boolean {
    const { whole, byAddress } = this.sharedOf(room, now)
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
  spent(room: LiveRoom, node: string, now = performance.now()): void {
    this.sharedOf(room, now).whole.take(node, now)
  }

  private sharedOf(room: LiveRoom, now: number): Shared {
    const shared = this.rooms.get(room) ?? { whole: new FairBucket(this.rate, now), byAddress: new Map() }
    this.rooms.set(room, shared)
    return shared
  }
}
