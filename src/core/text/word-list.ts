/**
 * Finds the words of a room's list in texts: nothing of the list is ever run as a pattern. What a word of it means is in
 * `listed-words`.
 */
import { parseListed, plain, spokenWords, type ListedWord } from './listed-words'
import { isUnspaced, signedOf } from './tokens'

/** A place in the tree of all words of the list: what may follow the words that led here. */
interface Place {
  /** Whether a word of the list ends here. */
  isEnd: boolean
  readonly next: Map<string, Place>
  readonly beginnings: Set<string>
  /** Lengths of these beginnings. */
  readonly lengths: Set<number>
}

/**
 * Finds the words of a list in texts. What is looked at grows with the length of a text and of the longest listed word,
 * not with their number.
 */
export class WordList {
  /** Equal for lists that find the same. */
  readonly key: string
  private readonly root = emptyPlace()

  /** What is no word of a list, as an earlier version may have kept it, is left out. */
  constructor(typed: readonly string[]) {
    const words = new Map<string, ListedWord>()
    for (const each of typed) {
      const parsed = parseListed(each)
      if (parsed.ok) words.set(parsed.word.key, parsed.word)
    }
    this.key = JSON.stringify([...words.keys()].sort())
    for (const word of words.values()) this.add(word)
  }

  get isEmpty(): boolean {
    return this.root.next.size === 0 && this.root.beginnings.size === 0
  }

  /** Whether a word of the list is in this text. */
  blocks(text: string): boolean {
    return this.find(text) !== undefined
  }

  /** The first that is not allowed, as the folded words of the text; undefined: all is. */
  find(text: string): string | undefined {
    if (this.isEmpty) return undefined
    const folded = plain(text)
    const words = spokenWords(folded)
    for (let at = 0; at < words.length; at++) {
      const length = this.lengthAt(words, at)
      if (length > 0) return joined(words.slice(at, at + length))
    }
    return signedOf(folded).find(signed => this.lengthAt([signed], 0) > 0)
  }

  private add({ words, isBeginning }: ListedWord): void {
    let place = this.root
    const whole = isBeginning ? words.slice(0, -1) : words
    for (const word of whole) {
      const next = place.next.get(word) ?? emptyPlace()
      place.next.set(word, next)
      place = next
    }
    if (!isBeginning) {
      place.isEnd = true
      return
    }
    const beginning = words[words.length - 1]!
    place.beginnings.add(beginning)
    place.lengths.add(beginning.length)
  }

  /** How many words from here on are one of the list; 0: none is. */
  private lengthAt(words: readonly string[], from: number): number {
    let place: Place | undefined = this.root
    for (let at = from; at < words.length; at++) {
      const word = words[at]!
      for (const length of place.lengths)
        if (length <= word.length && place.beginnings.has(word.slice(0, length))) return at + 1 - from
      place = place.next.get(word)
      if (!place) return 0
      if (place.isEnd) return at + 1 - from
    }
    return 0
  }
}

function emptyPlace(): Place {
  return { isEnd: false, next: new Map(), beginnings: new Set(), lengths: new Set() }
}

function joined(words: readonly string[]): string {
  return words
    .map((word, at) => (at === 0 || (isUnspaced(word) && isUnspaced(words[at - 1]!)) ? word : ` ${word}`))
    .join('')
}
