/** Finds the numbers after a name that may be free, the smallest first, without trying all taken ones. */
import sortedIndex from 'lodash/sortedIndex'

/** Names whose numbers are remembered; above this, the least recently requested name is forgotten. */
const MAX_NUMBERED = 1000
/** The first number behind a name. */
const FIRST = 2

interface Numbers {
  /** This number and all above may be free. */
  next: number
  /** Smaller numbers that were given back, in ascending order. */
  givenBack: number[]
}

export class FreeNumbers {
  /** By a name's folded form; the last requested one is at the end. */
  private readonly byName = new Map<string, Numbers>()

  /** Frees this number of the name. */
  giveBack(folded: string, number: number): void {
    const numbers = this.byName.get(folded)
    if (!numbers || number >= numbers.next) return
    const index = sortedIndex(numbers.givenBack, number)
    if (numbers.givenBack[index] !== number) numbers.givenBack.splice(index, 0, number)
  }

  /**
   * The numbers to try, an endless sequence. A number that the caller skips is taken; it is offered again only after
   * it is given back. So the work does not grow with the number of people who have the name.
   */
  *candidates(folded: string): Generator<number> {
    const numbers = this.byName.get(folded) ?? { next: FIRST, givenBack: [] }
    this.byName.delete(folded)
    if (this.byName.size >= MAX_NUMBERED) this.byName.delete(this.byName.keys().next().value!)
    this.byName.set(folded, numbers)
    for (let [number] = numbers.givenBack; number !== undefined; [number] = numbers.givenBack) {
      yield number
      numbers.givenBack.shift()
    }
    for (; ; numbers.next++) yield numbers.next
  }
}
