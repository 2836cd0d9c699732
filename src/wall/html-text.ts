/** Makes the HTML of networks into text: tags go, character references become the characters they stand for. */

const MAX_HTML = 20_000
/** Decimal, hexadecimal, or by name; at most as long as the longest name here. */
const REFERENCE = /&(?:#(\d{1,8})|#[xX]([0-9a-fA-F]{1,7})|([a-zA-Z][a-zA-Z0-9]{1,8}));/g
/** What networks' servers write: the five of XML, and signs of typography, money and sums. Letters come as they are. */
const NAMED: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'amp & lt < gt > quot " apos \' hellip … ndash – mdash — lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ” bdquo „ ' +
    'laquo « raquo » lsaquo ‹ rsaquo › bull • middot · copy © reg ® trade ™ deg ° para ¶ sect § dagger † Dagger ‡ ' +
    'euro € pound £ yen ¥ cent ¢ curren ¤ iexcl ¡ iquest ¿ times × divide ÷ plusmn ± minus − ne ≠ le ≤ ge ≥ asymp ≈ ' +
    'infin ∞ frac12 ½ frac14 ¼ frac34 ¾ sup1 ¹ sup2 ² sup3 ³ micro µ permil ‰ larr ← uarr ↑ rarr → darr ↓ harr ↔ ' +
    'hearts ♥ check ✓ ordf ª ordm º not ¬ acute ´ cedil ¸ uml ¨ macr ¯ brvbar ¦ szlig ß AElig Æ aelig æ OElig Œ ' +
    'oelig œ Oslash Ø oslash ø Aring Å aring å Auml Ä auml ä Ouml Ö ouml ö Uuml Ü uuml ü Eacute É eacute é egrave è ' +
    'ecirc ê euml ë agrave à aacute á acirc â atilde ã ccedil ç iacute í icirc î iuml ï ntilde ñ oacute ó ocirc ô ' +
    'otilde õ uacute ú ugrave ù ucirc û'
  )
    .split(' ')
    .reduce<[string, string][]>(
      (pairs, part, index, parts) => {
        if (index % 2 === 0) pairs.push([part, parts[index + 1]!])
        return pairs
      },
      [
        ['nbsp', '\u00a0'],
        ['ensp', '\u2002'],
        ['emsp', '\u2003'],
        ['thinsp', '\u2009'],
      ],
    )
    .concat([
      ['shy', '\u00ad'],
      ['zwj', '\u200d'],
      ['zwnj', '\u200c'],
      ['lrm', '\u200e'],
      ['rlm', '\u200f'],
    ]),
)
/** What browsers read for the numbers 128 to 159, which are controls in Unicode. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** HTML as text: paragraphs and breaks as lines, everything else without its tags. */
export function textOfHtml(html: string): string {
  return decodeReferences(
    html
      .slice(0, MAX_HTML)
      .replace(/<br[^<>]*>/gi, '\n')
      .replace(/<\/(?:p|div|li|blockquote|pre)\s*>/gi, '\n\n')
      .replace(/<[^<>]*>/g, ''),
  )
}

/** Each character reference as its character, once: what was escaped twice stays escaped once. Unknown ones stay as they are. */
export function decodeReferences(text: string): string {
  return text.replace(REFERENCE, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return Object.hasOwn(NAMED, name) ? NAMED[name]! : whole
    return characterOf(decimal === undefined ? parseInt(hex!, 16) : Number(decimal))
  })
}

/** As HTML reads a number: what is no character is the sign of a replaced one. */
function characterOf(code: number): string {
  if (code >= 0x80 && code <= 0x9f) return WINDOWS_1252[code - 0x80]!
  const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
  return isCharacter ? String.fromCodePoint(code) : '\ufffd'
}
