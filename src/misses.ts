/**
 * Limits wrong room codes and wrong keys of an address. A right key is always accepted, and so is the code of a room
 * in which somebody of this address is: one guesser behind a hall's router does not lock out others. After too many
 * wrong guesses an address may enter only a few rooms in which none of its people are, so that faster guessing finds
 * no more rooms.
 */
import type { Logger } from 'pino'
import { AddressBudgets } from './rate-limiter'
import { Burst } from './core/limits/burst'
import type { Refusal } from './core/protocol/replies'
import { refuse } from './core/protocol/refusals'

/** Seconds after which an address with too many wrong guesses may try again. */
export const RETRY_AFTER_S = 60
/** Rooms that an address with too many wrong guesses may still enter: a burst, then one a minute. */
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

  /**
   * Counts a wrong code or key. Returns the refusal if there were too many; it does not reveal whether this one was
   * wrong.
   */
  missed(address: string): Refusal | undefined {
    return this.misses.take(address) ? undefined : this.refused()
  }

  /** Counts a right code of a room in which nobody of this address is. Returns the refusal if it is not accepted. */
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
