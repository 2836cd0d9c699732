/** Cuts texts into words, and into #tags and @handles. */
import { fold } from './fold'

/** A text as it is matched. */
export interface Tokens {
  /** Words in their order. */
  words: readonly string[]
  /** Words, and #tags and @handles with their sign. */
  all: ReadonlySet<string>
}

const ASCII = /^[\0-\x7f]*$/

/** Scripts written without spaces: each letter is a word, and words are found as phrases. */
const UNSPACED = ['Han', 'Hiragana', 'Katakana', 'Thai', 'Lao', 'Khmer', 'Myanmar']
  .map(script => `\\p{scx=${script}}`)
  .join('')
const LETTER = `(?![${UNSPACED}])[\\p{L}\\p{N}_]`
const WORDS = new RegExp(
  // Names of programming languages such as c++, c# and f#.
  `(?<![\\p{L}\\p{N}_])[a-z](?:\\+\\+|#(?![\\p{L}\\p{N}_]))` +
    `|${LETTER}(?:${LETTER}|\\p{M})*` +
    `|(?:[${UNSPACED}]|\\p{Extended_Pictographic}|\\p{RI}\\p{RI})\\p{M}*`,
  'gu',
)
const LETTER_ALONE = new RegExp(`^[${UNSPACED}]`, 'u')
const ASCII_WORDS = /(?<!\w)[a-z](?:\+\+|#(?!\w))|\w+/g
const SIGNED = /(?<![\p{L}\p{N}_&/])(?:#[\p{L}\p{N}_\p{M}]+|@[\p{L}\p{N}_][\p{L}\p{N}_.@-]*)/gu

/** Cuts a folded text into its words, in their order. */
export function wordsOf(folded: string): string[] {
  return folded.match(ASCII.test(folded) ? ASCII_WORDS : WORDS) ?? []
}

/** The names under which a handle is found: the whole handle, and the part before its first dot or @. */
function handlesOf(handle: string): string[] {
  const whole = '@' + handle.replace(/^@/, '').replace(/[.@-]+$/, '')
  const short = whole.slice(0, 1) + whole.slice(1).split(/[.@]/)[0]!
  return whole === '@' ? [] : [whole, short]
}

/** The #tags and @handles of a folded text, with their sign. */
export function signedOf(folded: string): string[] {
  if (!/[#@]/.test(folded)) return []
  const found = folded.match(SIGNED) ?? []
  return found.flatMap(signed => (signed.startsWith('#') ? signed : handlesOf(signed)))
}

/** Whether a word belongs to a script without spaces: then it is one letter. */
export function isUnspaced(word: string): boolean {
  return LETTER_ALONE.test(word)
}

/** A text's tokens; some networks give `tags` and `handles` separately. */
export function tokensOf(
  text: string,
  { tags = [], handles = [] }: { tags?: readonly string[]; handles?: readonly string[] } = {},
): Tokens {
  const folded = fold(text)
  const words = wordsOf(folded)
  const all = new Set([...words, ...signedOf(folded)])
  for (const tag of tags) {
    const name = fold(tag).replace(/^#/, '')
    if (name === '') continue
    all.add('#' + name)
    for (const word of wordsOf(name)) all.add(word)
  }
  for (const handle of handles) for (const name of handlesOf(fold(handle))) all.add(name)
  return { words, all }
}
