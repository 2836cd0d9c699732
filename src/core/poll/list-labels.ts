/** The labels before the choices of a list, `(a)`, `B.`, `A、`, `أ)`, `①`, in the usual scripts. */

/** What may stand before a choice: which kind of label, which of its kind, and how long it is. */
export interface Label {
  kind: string
  /** From 1. */
  place: number
  length: number
}

/** Letters in the order in which lists use them; some scripts have two. */
const ALPHABETS: Record<string, string> = {
  Latin: 'ABCDEFGHIJKL',
  Cyrillic: 'АБВГДЕЖЗИКЛМ',
  Ukrainian: 'АБВГҐДЕЄЖЗИІ',
  Greek: 'ΑΒΓΔΕΖΗΘΙΚΛΜ',
  abjad: 'أبجدهوزحطيكل',
  Arabic: 'أبتثجحخدذرزس',
  Persian: 'أبپتثجچحخدذر',
  Hebrew: 'אבגדהוזחטיכל',
  Devanagari: 'कखगघङचछजझञटठ',
  // As schools in India count.
  Hindi: 'अबसद',
  Thai: 'กขคงจฉชซฌญฎฏ',
  Hangul: '가나다라마바사아자차카타',
  jamo: 'ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌ',
  katakana: 'アイウエオカキクケコサシ',
  hiragana: 'あいうえおかきくけこさし',
  stems: '甲乙丙丁戊己庚辛壬癸',
  Roman: 'ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ',
}
/** Signs that are labels by themselves, by the first of their row. */
const SIGNS: [first: number, count: number][] = [
  [0x2460, 20],
  [0x2474, 20],
  [0x2488, 20],
  [0x249c, 12],
  [0x24b6, 12],
  [0x24d0, 12],
  [0x2776, 10],
  [0x2780, 10],
  [0x278a, 10],
  [0x1f150, 12],
]
const ROMAN = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii']
const PLACES = new Map<string, [kind: string, place: number][]>()
for (const [kind, letters] of Object.entries(ALPHABETS))
  [...letters].forEach((letter, index) =>
    PLACES.set(letter, [...(PLACES.get(letter) ?? []), [kind, index + 1]]),
  )
ROMAN.forEach((numeral, index) =>
  PLACES.set(numeral.toUpperCase(), [...(PLACES.get(numeral.toUpperCase()) ?? []), ['numeral', index + 1]]),
)

/**
 * `(a)`, `[a]`, `a)`, `a.`, `a:`, `a、`, `a-`, `1.-`; a point and a colon need a space behind, or nothing, a dash a
 * space. Katakana needs nothing but a space.
 */
const WRITTEN =
  /^(?:[(（[]\s?([\p{L}\p{Nl}]{1,4}|\p{Nd}{1,3})\s?[)）\]]|([\p{L}\p{Nl}]{1,4}|\p{Nd}{1,3})\s?([)）、．：]|[.:](?=\s|$)|\.?[-–](?=\s))|([アイウエオカキク])(?=\s\S))\s*/u
/** What ends a label. Most texts have none of these so early. */
const LABEL_END_CODES = new Set([...')）]、．：.:-–\u20e3'].map(sign => sign.charCodeAt(0)))
/** A digit in a frame, as emoji. */
const KEYCAP = /^([1-9])\ufe0f?\u20e3\s*/

function endsSoon(text: string): boolean {
  for (let index = 1; index < 8 && index < text.length; index++)
    if (LABEL_END_CODES.has(text.charCodeAt(index))) return true
  return false
}

/** What the beginning of this text may be as a label; a letter may have a place in two alphabets. */
export function labelsAt(text: string): Label[] {
  const code = text.codePointAt(0) ?? 0
  const start = text.slice(0, 16)
  if (code < SIGNS[0]![0] && !endsSoon(text)) return []
  for (const [first, count] of code < SIGNS[0]![0] ? [] : SIGNS) {
    if (code < first || code >= first + count) continue
    const length = /^.\ufe0f?\s*/u.exec(text)![0].length
    return [{ kind: `sign ${first}`, place: code - first + 1, length }]
  }
  const keycap = KEYCAP.exec(text)
  if (keycap) return [{ kind: 'keycap', place: Number(keycap[1]), length: keycap[0].length }]
  const found = WRITTEN.exec(start)
  if (!found) return []
  const name = (found[1] ?? found[2] ?? found[4])!.normalize('NFKC')
  const length = found[0].length + (found[0].length === 16 ? /^\s*/.exec(text.slice(16))![0].length : 0)
  if (/^\p{Nd}+$/u.test(name)) return numbered(name, found[0], length)
  const upper = name.toUpperCase().replace('ا', 'أ')
  return (PLACES.get(upper) ?? []).map(([kind, place]) => ({ kind, place, length }))
}

/** A number needs a space behind its point, and a bare one is a text. */
function numbered(name: string, written: string, length: number): Label[] {
  if (/:\s*$/.test(written)) return []
  if (/^\d+$/.test(name)) return numberLabel(Number(name), length)
  const place = Number([...name].map(digit => (/\d/.test(digit) ? digit : String(digitOf(digit)))).join(''))
  return numberLabel(place, length)
}

const numberLabel = (place: number, length: number): Label[] =>
  place > 0 ? [{ kind: 'number', place, length }] : []

/** Decimal digits stand in rows of ten that begin with their zero. */
function digitOf(digit: string): number {
  const code = digit.codePointAt(0)!
  let zero = code
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
  return code - zero
}

/** The kind of label that all these texts carry in order from the first one; undefined: there is none. */
export function kindOfAll(texts: readonly string[]): string | undefined {
  if (texts.length === 0) return undefined
  const fits = (text: string, kind: string, index: number) => labelLength(text, kind, index + 1) > 0
  return labelsAt(texts[0]!).find(
    ({ kind, place }) => place === 1 && texts.every((text, index) => fits(text, kind, index)),
  )?.kind
}

/** How long the label of this kind and place is before this text; 0: there is none. */
export function labelLength(text: string, kind: string | undefined, place: number): number {
  return labelsAt(text).find(label => label.kind === kind && label.place === place)?.length ?? 0
}
