/**
 * Limits how many browsers that are new to a room one address may bring; the limit is large enough for a hall behind
 * one router. Remembers when each browser first came, because known browsers have fewer limits.
 */
import type { Logger } from 'pino'
import { AddressBudgets } from './rate-limiter'
import { forgetOldest } from './core/limits/bounded'
import { Burst } from './core/limits/burst'
import type { Refusal } from './core/protocol/replies'
import { refuse } from './core/protocol/refusals'

/** People remembered; above this, the one that came least recently is forgotten and counts as new again. */
const MAX_KNOWN = 20_000
/** The period of the limit, in seconds. */
const PERIOD_S = 600

export class Newcomers {
  private readonly budgets: AddressBudgets
  /** When each person first came, by `performance.now()`. */
  private readonly cameAt = new Map<string, number>()
  private readonly burst = new Burst()

  /** @param perPeriod newcomers that one address may bring in ten minutes; as many may come at once */
  constructor(
    perPeriod: number,
    private readonly logger: Logger,
  ) {
    this.budgets = new AddressBudgets({ perSecond: perPeriod / PERIOD_S, burst: perPeriod })
  }

  /** Admits a person: returns when the person first came, or the refusal. */
  admit(person: string, address: string): { ok: true; since: number } | Refusal {
    const now = performance.now()
    const known = this.cameAt.get(person)
    if (known === undefined && !this.budgets.take(address, now)) return this.refused(now)
    const since = known ?? now
    this.cameAt.delete(person)
    this.cameAt.set(person, since)
    forgetOldest(this.cameAt, MAX_KNOWN)
    return { ok: true, since }
  }

  private refused(now: number): Refusal {
    if (this.burst.begins(now))
      this.logger.warn(
        'refused browsers that are new to a room; ADDRESS_BROWSERS limits those of one address',
      )
    return {
      ...refuse('too-fast'),
      message: 'Too many new browsers come from your network just now. Please try again in a minute.',
    }
  }
}
