/** Tells in which direction a text is read, as `dir=auto` does, where a style sheet or a picture must know it. */

/** Hebrew, Arabic, Syriac, Thaana, NKo and their presentation forms; then what lies beyond the 16-bit range. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

export type Direction = 'ltr' | 'rtl'

/** By the first letter of the text. */
export function directionOf(text: string): Direction {
  const [first = ''] = /\p{L}/u.exec(text) ?? []
  return RIGHT_TO_LEFT.test(first) ? 'rtl' : 'ltr'
}
