/**
 * Decides whether two names are the same: equal after folding, or written in different scripts with letters that are
 * drawn the same. Letters of one script never count as the same, however alike they are: Ella and Elia are two people.
 */
import { INVISIBLE } from '../text/invisible'
import { DECORATED, DRAWN, STYLED, undecorated } from '../text/look-alikes'

export interface NameKeys {
  /** Without case, width, styles and invisible characters. */
  folded: string
  /** The same, with each letter replaced by the Latin letter that is drawn the same. */
  drawn: string
  /** For each letter of `drawn`, its original script where that matters. */
  scripts: string
}

const TAG = /[\u{e0020}-\u{e007f}]/u
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
