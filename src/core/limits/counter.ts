/** A count for each key, without zeros. */

export class Counter {
  private readonly counts = new Map<string, number>()

  /** The number of different keys. */
  get size(): number {
    return this.counts.size
  }

  of(key: string): number {
    return this.counts.get(key) ?? 0
  }

  add(key: string): void {
    this.counts.set(key, this.of(key) + 1)
  }

  remove(key: string): void {
    const count = this.of(key) - 1
    if (count > 0) this.counts.set(key, count)
    else this.counts.delete(key)
  }
}
