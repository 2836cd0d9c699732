/** What happens in a soak, by a seed: the same seed makes the same choices, though not at the same moments. */
import { repeatableChance } from '../bench/statistics'

export class Chance {
  private readonly next: () => number

  constructor(seed: number) {
    this.next = repeatableChance(seed)
  }

  /** Whether something of this likelihood (0-1) happens. */
  happens(likelihood: number): boolean {
    return this.next() < likelihood
  }

  /** From 0 to one less. */
  below(count: number): number {
    return Math.floor(this.next() * count)
  }

  one<T>(from: readonly T[]): T {
    return from[this.below(from.length)]!
  }

  /** So many of them, in random order. */
  some<T>(from: readonly T[], count: number): T[] {
    const left = [...from]
    return Array.from({ length: Math.min(count, left.length) }, () =>
      left.splice(this.below(left.length), 1),
    ).flat()
  }

  /** An id such as pages make for their tab and browser. */
  id(): string {
    return Array.from({ length: 20 }, () => 'abcdefghijklmnopqrstuvwxyz0123456789'[this.below(36)]).join('')
  }

  /** For somebody who chooses independently of all others, who run at the same time. */
  fork(): Chance {
    return new Chance(this.below(2 ** 31))
  }
}
