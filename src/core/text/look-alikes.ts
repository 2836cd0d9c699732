/**
 * Letters that are drawn the same: of other scripts as Latin ones, and styled forms of Latin letters that Unicode does not
 * fold.
 */
import { skeleton } from './confusables'
import { mixesScripts } from './scripts'

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
/** What each of them is drawn like. */
export const DRAWN: ReadonlyMap<string, { script: string; letter: string }> = new Map(
  Object.entries(SAME_GLYPHS).flatMap(([script, letters]) =>
    [...letters].map(letter => [letter, { script, letter: drawnAs(letter) }] as const),
  ),
)
/** Letters of no language: small capitals, and two that are only drawn differently in phonetics. */
export const STYLED: ReadonlyMap<string, string> = new Map(
  [...'ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢɑɡ'].map((letter, index) => [letter, 'abcdefghijklmnoprstuvwyzag'[index]!]),
)
/** The letters A to Z in dark circles and squares, for which Unicode has no other form; and half of a flag. */
export const DECORATED =
  /[\u{1f1e6}-\u{1f1ff}]{2}|[\u{1f150}-\u{1f169}\u{1f170}-\u{1f189}\u{1f1e6}-\u{1f1ff}]/gu

const WORDS = /[\p{L}\p{N}\p{M}]+/gu
const ASCII = /^[\0-\x7f]*$/

/**
 * The text with styled letters as plain ones; in words that mix scripts, as nobody writes them, with Latin letters for all
 * that are drawn the same. A word of one script stays: сор is Russian, and no "cop".
 */
export function withoutDisguise(text: string): string {
  if (ASCII.test(text)) return text
  return text.replace(DECORATED, undecorated).replace(WORDS, word => {
    const isMixed = mixesScripts(word)
    return [...word]
      .map(letter => STYLED.get(letter) ?? ((isMixed && DRAWN.get(letter)?.letter) || letter))
      .join('')
  })
}

/** The Latin letter with the same case and skeleton; for kana, the kanji that is its skeleton. */
function drawnAs(letter: string): string {
  const isSmall = (text: string) => /\p{Ll}/u.test(text)
  const same = LATIN.find(latin => isSmall(latin) === isSmall(letter) && skeleton(latin) === skeleton(letter))
  return EXCEPTIONS[letter] ?? same ?? skeleton(letter)
}

/** Two letters of a flag stay. */
export function undecorated(letters: string): string {
  if ([...letters].length > 1) return letters
  const code = letters.codePointAt(0)!
  const first = [0x1f1e6, 0x1f170, 0x1f150].find(first => code >= first)!
  return String.fromCharCode(97 + code - first)
}
