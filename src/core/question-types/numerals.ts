/** Reads numbers as people type them on any keyboard, and writes them in one way. */

const MINUS = /^[-−–‐﹣－]\s*/u
const POINT = /[.,٫]/gu
const GROUPED = /^\d{1,3}([\s'’]\d{3})+$/u

/**
 * Comma and point are the same; groups of three may stand apart by spaces or apostrophes; digits of every script count.
 * @returns undefined, or why it is no number that may be entered
 */
export function parseNumber(
  text: string,
  decimals: number,
): number | 'not-a-number' | 'too-many-decimals' | undefined {
  const typed = digitsToAscii(text.normalize('NFKC')).trim().replace(/\s+/gu, ' ')
  if (typed === '') return undefined
  const unsigned = typed.replace(MINUS, '').replace(/^\+\s*/, '')
  const parts = unsigned.split(POINT)
  if (parts.length > 2) return 'not-a-number'
  const whole = GROUPED.test(parts[0]!) ? parts[0]!.replace(/\D/gu, '') : parts[0]!
  const fraction = parts[1] ?? ''
  if (!/^\d{0,15}$/.test(whole) || !/^\d*$/.test(fraction) || whole + fraction === '') return 'not-a-number'
  // With decimals the zeros at the end say nothing; without them "1,000" could mean a thousand.
  const needed = decimals === 0 ? fraction : fraction.replace(/0+$/, '')
  if (needed.length > decimals) return 'too-many-decimals'
  const value = Number(`${whole || '0'}.${needed || '0'}`)
  return MINUS.test(typed) && value !== 0 ? -value : value
}

/** The one way to write a number: a point, no zeros at its end, no exponent; at most 12 significant digits. */
export function writeNumber(value: number): string {
  const rounded = Number(value.toPrecision(15))
  const text = Math.abs(rounded) >= 1e-6 ? String(rounded) : rounded.toFixed(12).replace(/\.?0+$/, '')
  return text === '-0' || text === '-' ? '0' : text
}

/** Decimal digits of other scripts stand in rows of ten that begin with their zero. */
function digitsToAscii(text: string): string {
  return text.replace(/(?![0-9])\p{Nd}/gu, digit => {
    const code = digit.codePointAt(0)!
    let zero = code
    while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
    return String(code - zero)
  })
}
