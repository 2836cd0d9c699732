/** Owns which letters people take for one another, across alphabets and within one: by it the presenter's and the host's names are guarded. */

/** Drawn as nothing. */
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800\u{1d159}]/gu

/** Capitals that look alike; the small form of some of them looks like another letter. */
const CAPITALS = table({
  a: 'ΑАᎪꓮᗅ',
  b: 'ΒВᏴꓐᗷ',
  c: 'СϹᏟꓚᑕ',
  d: 'ᎠꓓᗞᗪԀ',
  e: 'ΕЕᎬꓰ',
  f: 'Ϝꓝᖴ',
  g: 'ԌᏀꓖ',
  h: 'ΗНᎻꓧᕼ',
  j: 'ЈͿᎫꓙᒍ',
  k: 'ΚКᏦꓗ',
  l: 'ΙІӀꓲᏆᏞꓡᒪԼ',
  rn: 'ΜМᎷꓟᗰ',
  n: 'Νꓠᑎ',
  o: 'ΟОꓳՕᎾ',
  p: 'ΡРᏢꓑᑭ',
  q: 'Ԛ',
  r: 'ᎡᏒꓣᖇ',
  s: 'ЅՏᏚꓢ',
  t: 'ΤТᎢꓔ',
  u: 'Սꓴᑌ',
  v: 'ѴᏙꓦᐯ',
  vv: 'ԜᎳꓪ',
  x: 'ΧХꓫ',
  y: 'ΥУҮꓬ',
  z: 'ΖᏃꓜ',
})

/** Small letters, small capitals and signs. */
const SMALL = table({
  a: 'аαᴀ',
  b: 'вʙ',
  c: 'сᴄ',
  d: 'ԁᴅ',
  e: 'еᴇ℮',
  f: 'ꜰ',
  g: 'ɡɢց',
  h: 'һнηʜհ',
  j: 'јᴊ',
  k: 'кκᴋ',
  l: 'i1|ıɪіιӏʟ',
  rn: 'mмᴍ',
  n: 'пɴո',
  o: '0оοσςօᴏ',
  p: 'рρᴘ',
  q: 'ԛզ',
  r: 'гʀ',
  s: 'ѕꜱ',
  t: 'тτᴛ',
  u: 'υսᴜ',
  v: 'ѵνᴠ',
  vv: 'wωԝшᴡա',
  x: 'хχ',
  y: 'уγʏү',
  z: 'ζᴢ',
  口: 'ロ囗',
  力: 'カ',
  二: 'ニ',
  工: 'エ',
  夕: 'タ',
  卜: 'ト',
  八: 'ハ',
  一: 'ー',
  へ: 'ヘ',
  り: 'リ',
})

/** The letters A to Z in circles and squares, and those of flags. */
const DECORATED = /[\u{1f150}-\u{1f169}\u{1f170}-\u{1f189}\u{1f1e6}-\u{1f1ff}]/gu

/** The text without what nobody sees, in one line. */
function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, '').normalize('NFC').replace(/\s+/g, ' ').trim()
}

/**
 * What texts that look alike have in common: one of these at least. The first is of the letters as they are drawn; the
 * second is the same for capitals and small letters.
 */
export function looksOf(text: string): [string, string] {
  const plain = withoutInvisible(text).normalize('NFKD')
  const drawn = [...plain].map(letter => CAPITALS.get(letter) ?? letter).join('')
  return [lookOf(drawn), lookOf(plain)]
}

function lookOf(text: string): string {
  // Both ways: some capitals have two small letters, and some small letters two capitals.
  const small = text
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKD')
    .replace(DECORATED, undecorated)
  const looks = [...small].map(letter => SMALL.get(letter) ?? letter).join('')
  return withoutInvisible(looks.replace(/l\u0307+/g, 'l')).normalize('NFKD')
}

function undecorated(letter: string): string {
  const code = letter.codePointAt(0)!
  const first = [0x1f1e6, 0x1f170, 0x1f150].find(first => code >= first)!
  return String.fromCharCode(97 + code - first)
}

function table(alike: Record<string, string>): Map<string, string> {
  return new Map(
    Object.entries(alike).flatMap(([letter, others]) => [...others].map(other => [other, letter] as const)),
  )
}
