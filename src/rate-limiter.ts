/** Token buckets of many senders (addresses, persons or rooms) on this process's clock. */
import { Buckets, type Rate } from './core/limits/token-bucket'
import { networkOf } from './forwarded'

/** A rate's seconds that may come at once. */
export const BURST_SECONDS = 10
/** An IPv6 network (/48) may spend so many times what one address of it may. */
const NETWORK_ADDRESSES = 4

export class Budgets extends Buckets {
  /** Takes one token of this sender. Returns whether there was one. */
  override take(sender: string, now = performance.now()): boolean {
    return super.take(sender, now)
  }

  /** Whether this sender has a token; takes none. */
  override has(sender: string, now = performance.now()): boolean {
    return super.has(sender, now)
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
