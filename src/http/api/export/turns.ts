/**
 * Gives work its turn, one at a time. Whoever has much of it waits behind those who have little: each owner has a turn,
 * then the next owner.
 */
import { AbortedWork } from './aborted-work'

/** Whose work it is. */
export interface Who {
  /** A room, as its presenters or as all others use it. */
  owner: string
  address: string
}

export interface TurnBounds {
  /** How much may wait of one owner, of one address, and altogether. What waits holds no memory. */
  ofOwner: number
  ofAddress: number
  ofAll: number
}

/** Those of an address are fewer, so that one stranger does not take all places of a room. */
const BOUNDS: TurnBounds = { ofOwner: 40, ofAddress: 20, ofAll: 500 }

interface Place {
  who: Who
  begin: () => void
}

export class Turns {
  /** By owner, that whose turn is next first. */
  private readonly waiting = new Map<string, Place[]>()
  private isBusy = false

  constructor(private readonly bounds: TurnBounds = BOUNDS) {}

  /** Whether nothing more of these may wait. */
  isFull({ owner, address }: Who): boolean {
    const { ofOwner, ofAddress, ofAll } = this.bounds
    const all = [...this.waiting.values()].flat()
    return (
      all.length >= ofAll ||
      (this.waiting.get(owner)?.length ?? 0) >= ofOwner ||
      all.filter(place => place.who.address === address).length >= ofAddress
    )
  }

  /** Does the work once it is its turn; a signal before that takes it off the list. */
  async take<T>(who: Who, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    await this.turnOf(who, signal)
    try {
      return await work()
    } finally {
      this.isBusy = false
      this.next()
    }
  }

  private turnOf(who: Who, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(new AbortedWork())
      const leave = () => {
        this.leave(place)
        reject(new AbortedWork())
      }
      const place: Place = {
        who,
        begin: () => {
          signal.removeEventListener('abort', leave)
          resolve()
        },
      }
      signal.addEventListener('abort', leave)
      const before = this.waiting.get(who.owner)
      if (before) before.push(place)
      else this.waiting.set(who.owner, [place])
      this.next()
    })
  }

  private next(): void {
    const [first] = this.waiting
    if (this.isBusy || !first) return
    const [owner, [place, ...others]] = first
    this.waiting.delete(owner)
    // Behind all other owners.
    if (others.length > 0) this.waiting.set(owner, others)
    this.isBusy = true
    place!.begin()
  }

  private leave(place: Place): void {
    const { owner } = place.who
    const others = (this.waiting.get(owner) ?? []).filter(each => each !== place)
    if (others.length > 0) this.waiting.set(owner, others)
    else this.waiting.delete(owner)
  }
}
