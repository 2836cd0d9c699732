/** What charts say, in the language of the server's sentences. */
import { figure, statisticFigure } from '../question-types/figures'

const people = (count: number) => (count === 1 ? '1 person' : `${count} people`)

/** A percentage as it is read, with a narrow space that never breaks. */
export function percentFigure(percent: number): string {
  return `${percent}\u202f%`
}

/** A figure with its unit. */
export function withUnit(written: string, unit: string): string {
  return unit === '' ? written : `${written}\u00a0${unit}`
}

export const chartWords = {
  noQuestion: 'A question that was asked aloud',
  nobody: 'Nobody has voted.',
  nothingShown: 'No answer is shown.',
  voted: (voted: number, present: number | undefined) =>
    present === undefined ? `${people(voted)} voted` : `${voted} of ${present} have voted`,
  cannotSay: (count: number) => `${count} cannot say`,
  round: (number: number) => `Round ${number}`,
  roundOf: (number: number, rounds: number) => `Round ${number} of ${rounds}`,
  twoRounds: (before: number, now: number) => `Round ${before} → round ${now}`,
  others: (count: number) => (count === 1 ? 'and 1 more' : `and ${count} more`),
  mean: (written: string) => `mean ${written}`,
  median: (written: string) => `median ${written}`,
  fromTo: (from: string, to: string) => (from === to ? from : `from ${from} to ${to}`),
  rightBand: (from: string, to: string, percent: number) =>
    `right: ${from === to ? from : `${from} to ${to}`}, ${percentFigure(percent)}`,
  farOff: (below: number, above: number) =>
    [below > 0 ? `${below} far lower` : '', above > 0 ? `${above} far higher` : '']
      .filter(part => part !== '')
      .join(', ') + ': not drawn',
  right: 'right',
  figure,
  statisticFigure,
}
