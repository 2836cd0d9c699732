/** Which numbers after a name may be free, the smallest first, so that nobody has to try all the taken ones. */
import sortedIndex from 'lodash/sortedIndex'

/** Names whose numbers are known; of the one that was asked for least recently they are looked for anew. */
const MAX_NUMBERED = 1000
/** The first number behind a name. */
const FIRST = 2

interface Numbers {
  /** All from here on may be free. */
  next: number
  /** Smaller ones that were given back, in order. */
  givenBack: number[]
}

export class FreeNumbers {
  /** By a name's folded form; the one asked for last is at the end. */
  private readonly byName = new Map<string, Numbers>()

  /** Whoever had this name with this number has it no more. */
  giveBack(folded: string, number: number): void {
    const numbers = this.byName.get(folded)
    if (!numbers || number >= numbers.next) return
    const index = sortedIndex(numbers.givenBack, number)
    if (numbers.givenBack[index] !== number) numbers.givenBack.splice(index, 0, number)
  }

  /**
   * The numbers to try, without end. One that is passed over is taken, and is not tried again before it is given back:
   * so each number is tried once more at most than it is given back, however many people have the name.
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
