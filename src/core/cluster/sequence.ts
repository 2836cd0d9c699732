/** Which numbers of a sequence have been seen, when they may arrive out of order or not at all. */

export class Sequence {
  /** Everything up to here has been seen, or need not be. */
  private upTo = 0
  private readonly above = new Set<number>()

  get seen(): number {
    return this.upTo
  }

  /** Whether a number is missing below one that was seen. */
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

  /** What is still missing up to here does not exist. */
  skipTo(upTo: number): void {
    this.upTo = Math.max(this.upTo, upTo)
    for (const number of [...this.above]) if (number <= this.upTo) this.above.delete(number)
    this.close()
  }

  private close(): void {
    while (this.above.delete(this.upTo + 1)) this.upTo++
  }
}
