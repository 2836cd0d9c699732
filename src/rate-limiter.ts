/** Rate-limits many senders (addresses, persons or rooms) by token buckets, on this process's clock. */
import { Buckets, type Rate } from './core/limits/token-bucket'
import { networkOf } from './forwarded'

/** The burst of a rate, in seconds. */
export const BURST_SECONDS = 10
/** The rate of an IPv6 network (/48), as a multiple of the rate of one address. */
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

  /**
   * Counts an event that this sender sent through another node, so that all nodes share one limit, with a short
   * delay.
   */
  spent(sender: string): void {
    this.take(sender)
  }
}

/** Rate limits of addresses. An IPv6 network has many addresses, so the network has a limit, too. */
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

  /** Takes one token of the address and one of its network. Returns whether both had one; otherwise takes none. */
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
