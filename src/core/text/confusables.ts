/**
 * Decides which texts look alike, by the skeletons of Unicode's UTS #39. It guards the names of the presenter and of the
 * host, so it goes further than the standard: it also treats capitals, small letters and small capitals as alike.
 */
import { SOURCES_BY_PROTOTYPE } from './confusables-data'

/** Characters without a glyph. */
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800\u{1d159}]/gu
/** The letters A to Z in circles and squares, and those of flags. */
const DECORATED = /[\u{1f150}-\u{1f169}\u{1f170}-\u{1f189}\u{1f1e6}-\u{1f1ff}]/gu

/** The prototype of each character that has one in the standard. */
const PROTOTYPES = tableOf(SOURCES_BY_PROTOTYPE)
/** Small letters that the standard distinguishes: the capital of i looks like l, and small capitals like capitals. */
const SMALL_PROTOTYPES = tableOf({
  a: 'ᴀ',
  b: 'ʙ',
  c: 'ᑕ',
  d: 'ᴅ',
  e: 'ᴇ',
  f: 'ꜰ',
  g: 'ɢ',
  h: 'ηʜ',
  j: 'ᴊ',
  k: 'ĸ',
  l: 'iլꮖʟ',
  rn: 'ʍ',
  n: 'πɴ',
  o: 'ςꮎ',
  p: 'ᴘ',
  r: 'ʀ',
  t: 'τᴛ',
  vv: 'wωш',
  x: 'χ',
  z: 'ζ',
  り: 'リ',
})
const SMALL = new Map(
  [...PROTOTYPES.keys(), ...SMALL_PROTOTYPES.keys()].map(letter => [letter, smallOf(letter)]),
)

/**
 * Two skeletons of a text; texts that look alike share at least one. The first is made of the letters as they are
 * drawn;
 * the second is the same for capitals and small letters.
 */
export function skeletonsOf(text: string): [asDrawn: string, caseless: string] {
  const plain = withoutInvisible(text).normalize('NFKD')
  return [caselessSkeleton(skeleton(plain)), caselessSkeleton(plain)]
}

/** The skeleton of UTS #39, of text in NFKD. */
export function skeleton(text: string): string {
  return [...text].map(letter => PROTOTYPES.get(letter) ?? letter).join('')
}

function caselessSkeleton(text: string): string {
  const small = withoutCase(text).replace(DECORATED, undecorated)
  const letters = [...small].map(letter => SMALL.get(letter) ?? letter).join('')
  return withoutInvisible(letters.replace(/l\u0307+/g, 'l')).normalize('NFKD')
}

/** Applies the rules to a letter until none applies. */
function smallOf(letter: string, seen: readonly string[] = []): string {
  if (seen.includes(letter)) return letter
  const next = SMALL_PROTOTYPES.get(letter) ?? PROTOTYPES.get(letter)
  return next === undefined
    ? letter
    : [...withoutCase(next)].map(each => smallOf(each, [...seen, letter])).join('')
}

/** Both ways: some capitals have two small letters, and some small letters two capitals. */
function withoutCase(text: string): string {
  return text.toLowerCase().toUpperCase().toLowerCase().normalize('NFKD')
}

/** The text without invisible characters, on one line. */
function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, '').normalize('NFC').replace(/\s+/g, ' ').trim()
}

function undecorated(letter: string): string {
  const code = letter.codePointAt(0)!
  const first = [0x1f1e6, 0x1f170, 0x1f150].find(first => code >= first)!
  return String.fromCharCode(97 + code - first)
}

function tableOf(sourcesByPrototype: Readonly<Record<string, string>>): Map<string, string> {
  return new Map(
    Object.entries(sourcesByPrototype).flatMap(([prototype, sources]) =>
      [...sources].map(source => [source, prototype] as const),
    ),
  )
}
