/**
 * The codes on voting tickets: ten characters that hold the number of the ticket under a keyed permutation of all such
 * codes. So nothing has to be listed to tell a ticket from a guess: one code in 23^10 divided by the number of tickets
 * is one. The key is the caller's, and so is the hash: this file knows neither.
 */
import { cleanCode, CODE_CHARACTERS } from '../room/codes'

/** Characters of a ticket, in two halves. */
export const TICKET_LENGTH = 10

const HALF = TICKET_LENGTH / 2
/** How many halves there are. */
const HALVES = CODE_CHARACTERS.length ** HALF
/** How many codes there are. */
export const TICKET_CODES = HALVES ** 2
/** Of a Feistel network, twice as many as make such a permutation safe from those who know some tickets. */
const ROUNDS = 10

/** A number of a text under the secret of the tickets, between 0 and 2^48. */
export type KeyedNumber = (text: string) => number

/** The code of a ticket, in two halves with a hyphen between. */
export function ticketCode(number: number, keyed: KeyedNumber): string {
  let [left, right] = [Math.floor(number / HALVES), number % HALVES]
  for (let round = 0; round < ROUNDS; round++)
    [left, right] = [right, (left + mixed(round, right, keyed)) % HALVES]
  return `${halfCode(left)}-${halfCode(right)}`
}

/** The number of the ticket with this code, as it was typed; undefined: no ticket of `count` has it. */
export function ticketNumber(typed: string, count: number, keyed: KeyedNumber): number | undefined {
  const code = cleanCode(typed, TICKET_LENGTH)
  if (code === undefined) return undefined
  let [left, right] = [halfNumber(code.slice(0, HALF)), halfNumber(code.slice(HALF))]
  for (let round = ROUNDS - 1; round >= 0; round--)
    [left, right] = [(right + HALVES - mixed(round, left, keyed)) % HALVES, left]
  const number = left * HALVES + right
  return number < count ? number : undefined
}

function mixed(round: number, half: number, keyed: KeyedNumber): number {
  return keyed(`${round}:${half}`) % HALVES
}

function halfCode(number: number): string {
  let [code, rest] = ['', number]
  for (let place = 0; place < HALF; place++) {
    code = CODE_CHARACTERS[rest % CODE_CHARACTERS.length]! + code
    rest = Math.floor(rest / CODE_CHARACTERS.length)
  }
  return code
}

function halfNumber(code: string): number {
  return [...code].reduce(
    (number, character) => number * CODE_CHARACTERS.length + CODE_CHARACTERS.indexOf(character),
    0,
  )
}
