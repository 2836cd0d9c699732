/** Numbers as people read them, in the language of the page. */
import { lang } from '../shared/words'

/** From this number on, digits stand in groups: a year never has a separator. */
const GROUPED_FROM = 10_000

/** A number with at most so many decimals, and at least so many. */
export function figure(value: number, most = 0, least = 0): string {
  return new Intl.NumberFormat(lang, {
    minimumFractionDigits: least,
    maximumFractionDigits: most,
    useGrouping: Math.abs(value) >= GROUPED_FROM,
  })
    .format(value)
    .replace(/^-/, '−')
}

/** With exactly one decimal, such as a mean. */
export function oneDecimal(value: number): string {
  return figure(value, 1, 1)
}

/** A share as whole percent, without the sign. */
export function percentOf(share: number): string {
  return figure(share * 100)
}
