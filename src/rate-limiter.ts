/** Many token buckets of one rate, one for each sender: an address, a person or a room. Memory and work are bounded. */
import { forgetOldest } from './core/limits/bounded'
import { fullBucket, hasToken, take, type Bucket, type Rate } from './core/limits/token-bucket'
import { networkOf } from './forwarded'

/** A rate's seconds that may come at once. */
export const BURST_SECONDS = 10
/** Senders remembered; of more, the one that sent nothing for longest is forgotten. */
export const MAX_SENDERS = 10_000
/** An IPv6 network (/48) may spend so many times what one address of it may. */
const NETWORK_ADDRESSES = 4

export class Budgets {
  /** The sender that took something last is the last one. */
  private readonly buckets = new Map<string, Bucket>()

  constructor(private readonly rate: Rate) {}

  /** Senders remembered just now. */
  get size(): number {
    return this.buckets.size
  }

  /** Takes one token of this sender. Returns whether there was one. */
  take(sender: string, now = performance.now()): boolean {
    const bucket = this.buckets.get(sender) ?? fullBucket(this.rate, now)
    this.buckets.delete(sender)
    this.buckets.set(sender, bucket)
    forgetOldest(this.buckets, MAX_SENDERS)
    return take(bucket, this.rate, now)
  }

  /** Whether this sender has a token; takes none. */
  has(sender: string, now = performance.now()): boolean {
    const bucket = this.buckets.get(sender)
    return bucket === undefined || hasToken(bucket, this.rate, now)
  }

  /** Counts what this sender has sent through another node: whoever uses many has one budget, a moment late. */
  spent(sender: string): void {
    this.take(sender)
  }
}

/** Budgets of addresses. Whoever has a whole IPv6 network has many addresses, so the network has a budget, too. */
export class AddressBudgets {
  private readonly ofAddress: Budgets
  private readonly ofNetwork: Budgets

  constructor(rate: Rate) {
    this.ofAddress = new Budgets(rate)
    this.ofNetwork = new Budgets({
      perSecond: NETWORK_ADDRESSES * rate.perSecond,
      burst: NETWORK_ADDRESSES * rate.burst,
    })
  }

  /** Takes one token of the address and of its network. Returns whether both had one; else takes none. */
  take(address: string, now = performance.now()): boolean {
    if (!this.has(address, now)) return false
    const network = networkOf(address)
    if (network !== undefined) this.ofNetwork.take(network, now)
    return this.ofAddress.take(address, now)
  }

  /** Whether both have a token; takes none. */
  has(address: string, now = performance.now()): boolean {
    const network = networkOf(address)
    return this.ofAddress.has(address, now) && (network === undefined || this.ofNetwork.has(network, now))
  }
}
