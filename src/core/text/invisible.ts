/**
 * Decides which invisible characters change the text beside them and may stay in a name, and how many marks a letter
 * may carry.
 */

/** Characters without a glyph. */
export const INVISIBLE =
  /(?![\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2])[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800\u{1d159}]/gu
/** Embed, override or isolate the direction of the surrounding text. */
export const BIDI_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/gu

const ZWNJ = '\u200c'
const ZWJ = '\u200d'
const CANCEL_TAG = '\u{e007f}'
/** Scripts in which a joiner between letters changes their shapes. */
const SHAPED = anyOf(
  'Adlam Arabic Balinese Bengali Chakma Devanagari Gujarati Gurmukhi Hanifi_Rohingya Javanese Kannada Khmer Malayalam Mandaic ' +
    'Mongolian Myanmar Nko Oriya Phags_Pa Sinhala Sundanese Syriac Tamil Telugu Tibetan',
)
/** Scripts in which a variation selector after a letter chooses its form. */
const SELECTED = anyOf('Han Mongolian Myanmar Phags_Pa')
const SELECTOR = /[\u180b-\u180f\ufe00-\ufe0d\u{e0100}-\u{e01ef}]/u
const EMOJI_STYLE = /[\ufe0e\ufe0f]/u
const DIRECTION_MARK = /[\u200e\u200f\u061c]/u
const RIGHT_TO_LEFT = anyOf('Adlam Arabic Hanifi_Rohingya Hebrew Mandaic Nko Samaritan Syriac Thaana')
/** Flags such as England's, Scotland's and Wales': a black flag and invisible tag letters. */
const FLAG = /\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{3,6}\u{e007f}/gu

/** Marks of no particular script that one letter may have; languages need up to four. */
const MAX_ANY_MARKS = 4
/** Marks of its own script that one letter may have: Burmese and Hebrew need five, Tibetan seven. */
const MAX_OWN_MARKS = 7
/** How often one letter may have the same mark. */
const MAX_SAME_MARK = 2
const MARKS = /[\p{M}\p{Cf}]{3,}/gu

/** The text without invisible characters that have no effect at their position. */
export function withoutStray(text: string): string {
  if (text.search(INVISIBLE) < 0) return text
  const flags = new Set(
    [...text.matchAll(FLAG)].flatMap(({ 0: flag, index }) => range(index + 2, index + flag.length)),
  )
  const isRightToLeft = RIGHT_TO_LEFT.test(text)
  let kept = ''
  for (let index = 0; index < text.length;) {
    const character = String.fromCodePoint(text.codePointAt(index)!)
    const next = text.slice(index + character.length, index + character.length + 2)
    const isNeeded =
      character.search(INVISIBLE) < 0 ||
      flags.has(index) ||
      (isRightToLeft && DIRECTION_MARK.test(character)) ||
      changes(kept, character, next)
    if (isNeeded) kept += character
    index += character.length
  }
  return kept
}

/** Whether an invisible character changes how its neighbours are drawn. */
function changes(before: string, character: string, behind: string): boolean {
  if (EMOJI_STYLE.test(character))
    return /\p{Extended_Pictographic}$/u.test(before) || (/[\d#*]$/.test(before) && behind[0] === '\u20e3')
  if (SELECTOR.test(character)) return SELECTED.test(letterAtEnd(before))
  if (character !== ZWJ && character !== ZWNJ) return false
  if (SHAPED.test(letterAtEnd(before))) return !before.endsWith(ZWJ) && !before.endsWith(ZWNJ)
  if (character === ZWNJ || !/^\p{Extended_Pictographic}/u.test(behind)) return false
  // Not a class before `$`: V8 of Node 26 takes it for one code unit long, and finds none beyond U+FFFF.
  return (
    /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)$/u.test(before) || before.endsWith(CANCEL_TAG)
  )
}

/** The last letter, without its marks. */
function letterAtEnd(text: string): string {
  return /([^\p{M}])\p{M}{0,16}$/u.exec(text.slice(-40))?.[1] ?? ''
}

/** The text without the marks above the limits per letter. */
export function withoutFloods(text: string): string {
  return text.replace(MARKS, withoutFlood)
}

function withoutFlood(marks: string): string {
  const times = new Map<string, number>()
  let any = 0
  let own = 0
  return marks.replace(/\p{M}/gu, mark => {
    const count = (times.get(mark) ?? 0) + 1
    times.set(mark, count)
    const isWithin = /\p{Script=Inherited}/u.test(mark) ? ++any <= MAX_ANY_MARKS : ++own <= MAX_OWN_MARKS
    return count <= MAX_SAME_MARK && isWithin ? mark : ''
  })
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index)
}

function anyOf(scripts: string): RegExp {
  return new RegExp(
    `[${scripts
      .split(' ')
      .map(script => `\\p{Script=${script}}`)
      .join('')}]`,
    'u',
  )
}
