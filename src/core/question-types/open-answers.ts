/** Cleans what people typed, and says which spellings are the same answer. */
import { BIDI_CONTROLS, withoutFloods, withoutStray } from '../text/invisible'
import { fold } from '../text/fold'

/** Control characters but line breaks, unpaired surrogates and private-use characters. */
const NO_TEXT = /[\p{Cc}\p{Cs}\p{Co}]/gu
/** Punctuation around an answer. */
const BEFORE = /^[\p{P}\p{Z}]+/u
const BEHIND = /[\p{P}\p{Z}]+$/u
/** The # of C# belongs to the word. */
const LETTER_WITH_SIGN = /^\p{L}#?/u
const VISIBLE = /[\p{L}\p{N}\p{S}\p{Extended_Pictographic}]/u

/** One line without what nobody sees or what disturbs the lines around it; empty: nothing to see is left. */
export function cleanAnswer(text: string): string {
  const line = withoutFloods(withoutStray(text.replace(BIDI_CONTROLS, ''))).replace(NO_TEXT, ' ')
  const clean = line.normalize('NFC').replace(/\s+/gu, ' ').trim()
  return VISIBLE.test(clean) ? clean : ''
}

/** The number of characters as people count them, a letter with its marks being one. */
export function lengthOf(text: string): number {
  return [...text.replace(/\p{M}|\p{Cf}/gu, '')].length
}

/** What is equal for spellings of the same answer. */
export function answerKey(text: string): string {
  const folded = fold(text).trim()
  return withoutOuter(folded) || folded
}

function withoutOuter(text: string): string {
  const inner = text.replace(BEFORE, '')
  const [kept = ''] = LETTER_WITH_SIGN.exec(inner) ?? []
  return kept + inner.slice(kept.length).replace(BEHIND, '')
}
