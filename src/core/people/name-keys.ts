/**
 * Decides whether two names are the same: equal after folding, or written in different scripts with letters that are
 * drawn
 * the same. Letters of one script never count as the same, however alike they are: Ella and Elia are two people.
 */
import { INVISIBLE } from '../text/invisible'
import { skeleton } from './confusables'

export interface NameKeys {
  /** Without case, width, styles and invisible characters. */
  folded: string
  /** The same, with each letter replaced by the Latin letter that is drawn the same. */
  drawn: string
  /** For each letter of `drawn`, its original script where that matters. */
  scripts: string
}

/**
 * By script, the letters that every typeface draws like a Latin letter (or a kanji); the standard also knows similar
 * ones.
 */
const SAME_GLYPHS = {
  c: 'АВЕЅІЈКМНОРСТУХ' + 'аеѕіјорсухԁԛԝӏѵ',
  g: 'ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ' + 'ορ',
  a: 'ՕՍՏ' + 'օսհո',
  h: 'ᎪᏴᏟᎠᎬᎻᎫᏦᏞᎷᎾᏢᎡᏚᎢᏙᎳᎩᏃ',
  l: 'ꓮꓐꓚꓓꓰꓝꓖꓧꓲꓙꓗꓡꓟꓠꓳꓑꓣꓢꓔꓴꓦꓪꓫꓬꓜ',
  k: 'ロカニエタトハーヘリ',
}
const LATIN = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz']
/** Letters for which the standard's prototype looks different or has the other case. */
const EXCEPTIONS: Readonly<Record<string, string>> = { ӏ: 'l', Ꮎ: 'O', ー: '一', リ: 'り' }
const DRAWN = new Map(
  Object.entries(SAME_GLYPHS).flatMap(([script, letters]) =>
    [...letters].map(letter => [letter, { script, letter: drawnAs(letter) }] as const),
  ),
)
/** Letters of no language: small capitals, and two that are only drawn differently in phonetics. */
const STYLED = new Map(
  [...'ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢɑɡ'].map((letter, index) => [letter, 'abcdefghijklmnoprstuvwyzag'[index]!]),
)
const TAG = /[\u{e0020}-\u{e007f}]/u
/** The letters A to Z in dark circles and squares, for which Unicode has no other form; and half of a flag. */
const DECORATED = /[\u{1f1e6}-\u{1f1ff}]{2}|[\u{1f150}-\u{1f169}\u{1f170}-\u{1f189}\u{1f1e6}-\u{1f1ff}]/gu

/** The keys by which names are compared. */
export function keysOf(name: string): NameKeys {
  const letters = [...plain(name)]
  const drawn = letters.map(letter => {
    const same = DRAWN.get(letter)
    const text = withoutCase(same?.letter ?? letter)
    return { text, script: (same?.script ?? '-').repeat([...text].length) }
  })
  return {
    folded: withoutDots(letters.map(withoutCase).join('')),
    drawn: withoutDots(drawn.map(({ text }) => text).join('')),
    scripts: drawn.map(({ script }) => script).join(''),
  }
}

/** Whether two names count as the same. */
export function areSame(one: NameKeys, other: NameKeys): boolean {
  return one.folded === other.folded || (one.drawn === other.drawn && one.scripts !== other.scripts)
}

/** The Latin letter with the same case and skeleton; for kana, the kanji that is its skeleton. */
function drawnAs(letter: string): string {
  const isSmall = (text: string) => /\p{Ll}/u.test(text)
  const same = LATIN.find(latin => isSmall(latin) === isSmall(letter) && skeleton(latin) === skeleton(letter))
  return EXCEPTIONS[letter] ?? same ?? skeleton(letter)
}

/** Without invisible characters, except the letters that distinguish flags. */
function plain(name: string): string {
  const withoutInvisible = (text: string) => text.replace(INVISIBLE, sign => (TAG.test(sign) ? sign : ''))
  const seen = withoutInvisible(withoutInvisible(name).normalize('NFKD'))
  return seen.replace(/\s+/g, ' ').trim().replace(DECORATED, undecorated)
}

/** Unicode's case folding: ß becomes ss; the Turkish ı stays different from i. */
function withoutCase(letter: string): string {
  if (letter === 'ı') return letter
  const small = letter.toLowerCase().toUpperCase().toLowerCase().normalize('NFKD')
  return [...small].map(one => STYLED.get(one) ?? (one === 'ς' ? 'σ' : one)).join('')
}

/** Removes the combining dot above i and j, which already have one. */
function withoutDots(text: string): string {
  return text.replace(/([ij])\u0307+/g, '$1').normalize('NFKD')
}

function undecorated(letters: string): string {
  if ([...letters].length > 1) return letters
  const code = letters.codePointAt(0)!
  const first = [0x1f1e6, 0x1f170, 0x1f150].find(first => code >= first)!
  return String.fromCharCode(97 + code - first)
}
