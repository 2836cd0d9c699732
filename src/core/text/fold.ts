/** Folds a text, so that what people read as the same word is equal. */

/** Accents on letters of alphabets. Marks that other scripts need are not among them. */
const ACCENTS = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670]/g
/** Invisible characters and variants of emoji. */
const UNSEEN = /[\p{Cf}\ufe00-\ufe0f\u{1f3fb}-\u{1f3ff}]/gu
const ASCII = /^[\0-\x7f]*$/

/** Removes case, accents, width and ligatures, so texts that people read as the same word are equal. */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase()
  return (
    text
      .normalize('NFKD')
      .replace(ACCENTS, '')
      .replace(UNSEEN, '')
      // In this order: the capital ẞ has itself as capital, and the small ß has SS.
      .toLowerCase()
      .toUpperCase()
      .toLowerCase()
      .replace(/ς/g, 'σ')
      .normalize('NFKD')
      .replace(ACCENTS, '')
      .normalize('NFKC')
  )
}
