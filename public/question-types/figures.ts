/** Numbers as people read them, in the language of the page. */
import * as figures from '../../src/core/question-types/figures'
import { lang } from '../shared/words'

/** A number with at most so many decimals, and at least so many. */
export function figure(value: number, most = 0, least = 0): string {
  return figures.figure(value, most, least, lang)
}

/** What follows from many numbers, such as their mean, where so many decimals may be entered. */
export function statisticFigure(value: number, decimals: number): string {
  return figures.statisticFigure(value, decimals, lang)
}

/** With exactly one decimal, such as a mean. */
export function oneDecimal(value: number): string {
  return figures.oneDecimal(value, lang)
}

/** A share as whole percent, without the sign. */
export function percentOf(share: number): string {
  return figure(share * 100)
}
