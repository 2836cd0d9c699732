/** Numbers as people read them: in the pages, in the sentences of the host and in the list of results alike. */

/** The language of the sentences that the server writes. */
const SERVER_LANGUAGE = 'en'
/** From this number on, digits stand in groups: a year never has a separator. */
const GROUPED_FROM = 10_000
/** A statistic has a decimal more than what is entered. */
const MORE_DECIMALS = 1

/** A number with at most so many decimals, and at least so many. */
export function figure(value: number, most = 0, least = 0, language = SERVER_LANGUAGE): string {
  return new Intl.NumberFormat(language, {
    minimumFractionDigits: least,
    maximumFractionDigits: most,
    useGrouping: Math.abs(value) >= GROUPED_FROM,
  })
    .format(value)
    .replace(/^-/, '−')
    .replace(/^−(?=[0.,]+$)/, '')
}

/** What follows from many numbers, such as their mean, where so many decimals may be entered. */
export function statisticFigure(value: number, decimals: number, language?: string): string {
  return figure(value, decimals + MORE_DECIMALS, 0, language)
}

/** With exactly one decimal, such as the mean of a scale. */
export function oneDecimal(value: number, language?: string): string {
  return figure(value, 1, 1, language)
}
