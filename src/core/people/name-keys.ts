/**
 * Decides whether two names are the same: equal after folding, or written in different scripts with letters that are drawn
 * the same. Letters of one script never count as the same, however alike they are: Ella and Elia are two people.
 */
import { INVISIBLE } from '../text/invisible'
import { skeleton } from './confusables'

export interface NameKeys {
  /** Without case, width, styles and what nobody sees. */
  folded: string
  /** Likewise, with the Latin letter in place of each that is drawn the same. */
  drawn: string
  /** For each letter of `drawn`, the script it was written in where that matters. */
  scripts: string
}

/** By script, the letters that every typeface draws like a Latin letter (or a kanji); the standard also knows similar ones. */
const SAME_GLYPHS = {
  c: 'АВЕЅІЈКМНОРСТУХ' + 'аеѕіјорсухԁԛԝӏѵ',
  g: 'ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ' + 'ορ',
  a: 'ՕՍՏ' + 'օսհո',
  h: 'ᎪᏴᏟᎠᎬᎻᎫᏦᏞᎷᎾᏢᎡᏚᎢᏙᎳᎩᏃ',
  l: 'ꓮꓐꓚꓓꓰꓝꓖꓧꓲꓙꓗꓡꓟꓠꓳꓑꓣꓢꓔꓴꓦꓪꓫꓬꓜ',
  k: 'ロカニエタトハーヘリ',
}
const LATIN = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz']
/** What the standard draws otherwise, or as a letter of the other case. */
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

/** By what a name is known. */
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

/** Whether nobody could tell these names apart. */
export function areSame(one: NameKeys, other: NameKeys): boolean {
  return one.folded === other.folded || (one.drawn === other.drawn && one.scripts !== other.scripts)
}

/** The Latin letter of the same case and the same skeleton; for kana, the kanji that is its skeleton. */
function drawnAs(letter: string): string {
  const isSmall = (text: string) => /\p{Ll}/u.test(text)
  const same = LATIN.find(latin => isSmall(latin) === isSmall(letter) && skeleton(latin) === skeleton(letter))
  return EXCEPTIONS[letter] ?? same ?? skeleton(letter)
}

/** Without what nobody sees, but for the letters that tell one flag from another. */
function plain(name: string): string {
  const withoutInvisible = (text: string) => text.replace(INVISIBLE, sign => (TAG.test(sign) ? sign : ''))
  const seen = withoutInvisible(withoutInvisible(name).normalize('NFKD'))
  return seen.replace(/\s+/g, ' ').trim().replace(DECORATED, undecorated)
}

/** As Unicode folds case: ß is ss; the ı of Turkish stays another letter than i. */
function withoutCase(letter: string): string {
  if (letter === 'ı') return letter
  const small = letter.toLowerCase().toUpperCase().toLowerCase().normalize('NFKD')
  return [...small].map(one => STYLED.get(one) ?? (one === 'ς' ? 'σ' : one)).join('')
}

/** The dot above an i or j is drawn already. */
function withoutDots(text: string): string {
  return text.replace(/([ij])\u0307+/g, '$1').normalize('NFKD')
}

function undecorated(letters: string): string {
  if ([...letters].length > 1) return letters
  const code = letters.codePointAt(0)!
  const first = [0x1f1e6, 0x1f170, 0x1f150].find(first => code >= first)!
  return String.fromCharCode(97 + code - first)
}
