/**
 * In which scripts a word is written: a name may use several, but no word of it mixes two that could be mistaken for
 * each other.
 */

/** Written in one word, with Latin letters among them. */
const EAST_ASIAN = 'Latin Han Hiragana Katakana Hangul Bopomofo'
/** All others that are written today stand alone in a word. */
const ALONE =
  'Adlam Arabic Armenian Balinese Bamum Batak Bengali Canadian_Aboriginal Chakma Cham Cherokee Cyrillic Devanagari ' +
  'Ethiopic Georgian Greek Gujarati Gurmukhi Hebrew Javanese Kannada Kayah_Li Khmer Lao Lepcha Limbu Lisu Malayalam ' +
  'Mandaic Meetei_Mayek Mongolian Myanmar New_Tai_Lue Newa Nko Ol_Chiki Oriya Sinhala Sundanese Syriac Tai_Le ' +
  'Tai_Tham Tai_Viet Tamil Telugu Thaana Thai Tibetan Tifinagh Vai Yi'
const SCRIPTS = [EAST_ASIAN, ...ALONE.split(' ')].map(together =>
  together
    .split(' ')
    .map(script => `\\p{Script=${script}}`)
    .join(''),
)
const COMMON = '\\p{Script=Common}\\p{Script=Inherited}'
/** A word of one script; whatever is in none of those above counts as one script, too. */
const ONE_SCRIPT = [
  ...SCRIPTS.map(letters => new RegExp(`^[${letters}${COMMON}]*$`, 'u')),
  new RegExp(`^[^${SCRIPTS.join('')}]*$`, 'u'),
]
const BETWEEN_WORDS = /[^\p{L}\p{N}\p{M}\p{Cf}]+/u

/** Whether a word of this text has letters of scripts that are not written together. */
export function mixesScripts(text: string): boolean {
  return text.split(BETWEEN_WORDS).some(word => {
    const letters = word.normalize('NFKC').replace(/[^\p{L}\p{N}\p{M}]/gu, '')
    return !ONE_SCRIPT.some(script => script.test(letters))
  })
}
