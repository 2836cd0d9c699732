/** Tracks which numbers of a sequence were seen; numbers may arrive out of order or never. */

export class Sequence {
  /** All numbers up to this one were seen or skipped. */
  private upTo = 0
  private readonly above = new Set<number>()

  get seen(): number {
    return this.upTo
  }

  /** Whether a number below a seen one is missing. */
  get hasGap(): boolean {
    return this.above.size > 0
  }

  /** Returns whether the number is new. */
  note(number: number): boolean {
    if (number <= this.upTo || this.above.has(number)) return false
    this.above.add(number)
    this.close()
    return true
  }

  /** Stops waiting for missing numbers up to this one: they do not exist. */
  skipTo(upTo: number): void {
    this.upTo = Math.max(this.upTo, upTo)
    for (const number of [...this.above]) if (number <= this.upTo) this.above.delete(number)
    this.close()
  }

  private close(): void {
    while (this.above.delete(this.upTo + 1)) this.upTo++
  }
}
