/** Counts how many names are looked at, whoever looks for a free one: the work that a newcomer makes. */
import { Names } from '../../src/core/people/names'

export interface Checks {
  count: number
  /** Ends the counting. */
  restore(): void
}

/** Every look at whether a name may be had is counted, and made as ever. */
export function countChecks(): Checks {
  const counted = Names.prototype as unknown as { check: (...args: unknown[]) => unknown }
  const { check } = counted
  const checks: Checks = { count: 0, restore: () => void (counted.check = check) }
  counted.check = function (...args) {
    checks.count++
    return check.apply(this, args)
  }
  return checks
}
