/**
 * What the words of a room's list mean: `spam` is a whole word, `spam*` all words that begin so, `big spam` both side by
 * side. Texts and words are folded and cut in the same way. Values in, values out.
 */
import { fold } from './fold'
import { INVISIBLE } from './invisible'
import { withoutDisguise } from './look-alikes'
import { isUnspaced, signedOf, wordsOf } from './tokens'

/** Characters of one word of the list, as it is typed. */
export const MAX_LISTED_LENGTH = 60
/** Letters of a beginning such as `spam*`: a single letter would stop nearly every text. */
export const MIN_BEGINNING = 2

/** Invisible, but as wide as a space. */
const BLANKS = /[\u115f\u1160\u2800\u3164\uffa0\u{1d159}]/gu
/** Marks that belong to no script, such as circles and strokes around letters. */
const LOOSE_MARKS = /[\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/g
/** Signs that stand between words, though their scripts have no spaces. */
const SAYS_SOMETHING = /[\p{L}\p{N}\p{Extended_Pictographic}\p{RI}]/u
/** Quotation marks around a word. */
const QUOTES = /^["'“”„‟«»「」『』\s]+|["'“”„‟«»「」『』\s]+$/gu
/** What is behind the last star is nothing: a star stands for the rest of a word. */
const WITH_STAR = /^([^*]*[^*\s])(\**)$/

/** A word of the list as it is compared. */
export interface ListedWord {
  /** Equal for words that find the same. */
  key: string
  /** Consecutive words; a single #tag or @handle with its sign. */
  words: readonly [string, ...string[]]
  /** Whether the last of them is a beginning only. */
  isBeginning: boolean
}

export type WordProblem = 'no-word' | 'stray-star' | 'short-beginning' | 'listed-word-too-long'

/** What a word of the list means: `spam` a whole word, `spam*` all that begin with it, `big spam` both side by side. */
export function parseListed(
  typed: string,
): { ok: true; word: ListedWord } | { ok: false; code: WordProblem } {
  const problem = (code: WordProblem) => ({ ok: false, code }) as const
  if (typed.length > MAX_LISTED_LENGTH) return problem('listed-word-too-long')
  const folded = plain(typed).replace(QUOTES, '')
  if (!SAYS_SOMETHING.test(folded)) return problem('no-word')
  const parts = WITH_STAR.exec(folded)
  if (!parts) return problem('stray-star')
  const [, text = '', stars] = parts
  const words = signedOf(text)[0] === text ? [text] : spokenWords(text)
  const [first, ...others] = words
  if (first === undefined) return problem('no-word')
  const last = words[words.length - 1]!
  // Where each letter is a word, every word is found as a beginning.
  const isBeginning = stars !== '' && !isUnspaced(last)
  if (isBeginning && !text.endsWith(last)) return problem('stray-star')
  if (isBeginning && [...last.normalize('NFD')].length < MIN_BEGINNING) return problem('short-beginning')
  return {
    ok: true,
    word: { key: words.join(' ') + (isBeginning ? '*' : ''), words: [first, ...others], isBeginning },
  }
}

/** The parts between commas and line breaks. */
export function splitListed(typed: string): string[] {
  const parts = typed.split(/[,，、،﹐﹑;\n]/).map(part => part.trim())
  return parts.filter(part => part !== '')
}

/**
 * The words that an earlier version blocked on the wall, where a comma stood for "or", as words of a list. Words that had
 * to be in one post in any order must be side by side from now on.
 */
export function takenOver(wallWords: readonly string[]): string[] {
  const words = wallWords.flatMap(splitListed).flatMap((typed): [string, string][] => {
    const parsed = parseListed(typed)
    return parsed.ok ? [[parsed.word.key, typed]] : []
  })
  return [...new Map(words).values()]
}

/** Folded, without what nobody sees. */
export function plain(text: string): string {
  const seen = text.replace(BLANKS, ' ').replace(INVISIBLE, '')
  return fold(withoutDisguise(seen)).replace(LOOSE_MARKS, '')
}

/** The words of a folded text in their order; `_` stands between words, as other signs do. */
export function spokenWords(folded: string): string[] {
  return wordsOf(folded.replace(/_/g, ' ')).filter(word => SAYS_SOMETHING.test(word))
}
