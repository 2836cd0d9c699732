/** Room codes: six characters that are hard to confuse when read aloud or written on a board. */

/** The default room has no code. */
export const DEFAULT_ROOM = ''

const LENGTH = 6
/** No 0 O, 1 I L, 5 S, 2 Z, 8 B, U V. */
const CHARACTERS = '34679ACDEFGHJKMNPQRTWXY'

/** Makes a code from random numbers, each at least 0 and below 1. */
export function codeFrom(random: () => number): string {
  return Array.from({ length: LENGTH }, () => CHARACTERS[Math.floor(random() * CHARACTERS.length)]).join('')
}

/** Normalizes a typed code: case and spaces do not matter. Undefined: this is not a valid code. */
export function cleanCode(text: string): string | undefined {
  const code = text.replace(/[\s-]/g, '').toUpperCase()
  return code.length === LENGTH && [...code].every(character => CHARACTERS.includes(character))
    ? code
    : undefined
}
