/**
 * Finds mixed scripts: a name may use several, but no word of it may mix two that could be mistaken for
 * each other.
 */

/** Scripts that may share a word, also with Latin letters. */
const EAST_ASIAN = 'Latin Han Hiragana Katakana Hangul Bopomofo'
/** All other scripts in use today, each alone in a word. */
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
/** A word of one script; characters of no script above count as one script. */
const ONE_SCRIPT = [
  ...SCRIPTS.map(letters => new RegExp(`^[${letters}${COMMON}]*$`, 'u')),
  new RegExp(`^[^${SCRIPTS.join('')}]*$`, 'u'),
]
const BETWEEN_WORDS = /[^\p{L}\p{N}\p{M}\p{Cf}]+/u

/** Whether a word of this text mixes scripts that must not share a word. */
export function mixesScripts(text: string): boolean {
  return text.split(BETWEEN_WORDS).some(word => {
    const letters = word.normalize('NFKC').replace(/[^\p{L}\p{N}\p{M}]/gu, '')
    return !ONE_SCRIPT.some(script => script.test(letters))
  })
}
