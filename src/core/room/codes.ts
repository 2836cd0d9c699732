/** Room codes: six characters that are hard to confuse when read aloud or written on a board. */

/** The default room has no code. */
export const DEFAULT_ROOM = ''

export const CODE_LENGTH = 6
/** No 0 O, 1 I L, 5 S, 2 Z, 8 B, U V. */
export const CODE_CHARACTERS = '34679ACDEFGHJKMNPQRTWXY'
/** For characters that codes never have: those they have that look alike, on a board or in small letters. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  '0': 'DQ',
  O: 'DQ',
  '1': '7',
  I: 'JT',
  '2': '7',
  Z: '7',
  '5': '6',
  '8': '36',
  B: '3',
  U: 'J',
  V: 'Y',
}

/** Makes a code from random numbers, each at least 0 and below 1. */
export function codeFrom(random: () => number): string {
  return Array.from(
    { length: CODE_LENGTH },
    () => CODE_CHARACTERS[Math.floor(random() * CODE_CHARACTERS.length)],
  ).join('')
}

/**
 * Normalizes a typed code of so many characters, by default that of a room: case, spaces and hyphens do not matter.
 * Undefined: this is not a valid code.
 */
export function cleanCode(text: string, length = CODE_LENGTH): string | undefined {
  const code = plain(text)
  return code.length === length && [...code].every(character => CODE_CHARACTERS.includes(character))
    ? code
    : undefined
}

/** The code in a pasted link to a room; any other text as it is. */
export function codeIn(text: string): string {
  return /\/r\/([^/?#\s]+)/i.exec(text)?.[1] ?? text
}

/** The characters of a typed text that no code has; `meant`: what they are likely to be. */
export function neverInCodes(text: string): { character: string; meant: string }[] {
  return [...plain(text)]
    .filter(character => !CODE_CHARACTERS.includes(character))
    .map(character => ({ character, meant: LOOK_ALIKES[character] ?? '' }))
}

/** Keyboards of East Asian languages may type letters and digits of full width. */
function plain(text: string): string {
  return text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()
}
