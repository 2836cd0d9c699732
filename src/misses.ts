/**
 * Limits wrong room codes and wrong keys of an address. A right key always opens, and so does the code of a room in which
 * somebody of this address is: one guesser behind a hall's router locks nobody out. After too many wrong guesses an address
 * finds only few rooms in which none of its people are, so that guessing faster finds no more of them.
 */
import type { Logger } from 'pino'
import { AddressBudgets } from './rate-limiter'
import { Burst } from './core/limits/burst'
import type { Refusal } from './core/protocol/events'
import { refuse } from './core/protocol/refusals'

/** Seconds after which whoever guessed too often may try again. */
export const RETRY_AFTER_S = 60
/** Rooms that an address which has guessed too often may still find: so many at once, then one a minute. */
const FINDS = { perSecond: 1 / 60, burst: 10 }

export class Misses {
  private readonly misses: AddressBudgets
  private readonly finds = new AddressBudgets(FINDS)
  private readonly burst = new Burst()

  /** @param perMinute wrong codes and keys that one address may send a minute; as many may come at once */
  constructor(
    perMinute: number,
    private readonly logger: Logger,
  ) {
    this.misses = new AddressBudgets({ perSecond: perMinute / 60, burst: perMinute })
  }

  /** Counts a wrong code or key. Returns the refusal once there were too many: it does not say whether this one was wrong. */
  missed(address: string): Refusal | undefined {
    return this.misses.take(address) ? undefined : this.refused()
  }

  /** A right code of a room in which nobody of this address is. Returns why it is not taken, if it is not. */
  found(address: string): Refusal | undefined {
    return this.misses.has(address) || this.finds.take(address) ? undefined : this.refused()
  }

  private refused(): Refusal {
    if (this.burst.begins(performance.now()))
      this.logger.warn('wrong room codes or keys keep coming from one address; ADDRESS_MISSES limits them')
    return {
      ...refuse('too-fast'),
      message: 'Too many wrong codes or keys came from your network. Wait a minute and try again.',
    }
  }
}
