/** The words of numbers. A translation replaces this file. */

export const numberWords = {
  answer: 'Your answer',
  /** What may be entered. Ends are written numbers; empty: there is no such end. */
  how(isWhole: boolean, from: string, to: string, unit: string): string {
    const kind = isWhole ? 'a whole number' : 'a number'
    const range =
      from && to ? ` from ${from} to ${to}` : from ? ` from ${from} on` : to ? ` of at most ${to}` : ''
    return `Enter ${kind}${range}${unit && `, in ${unit}`}.`
  },
  changeSign: 'Change the sign, plus or minus',
  recordedIs: (answer: string) => `Recorded: ${answer}`,
  problems: {
    empty: 'Enter a number first.',
    'not-a-number': (example: string) => `This is no number. Write it like ${example}.`,
    'too-many-decimals': (decimals: number) =>
      decimals === 0
        ? 'Whole numbers only, nothing behind a comma or point.'
        : `At most ${decimals} ${decimals === 1 ? 'digit' : 'digits'} behind the comma or point.`,
    /** Ends are written numbers; empty: there is no such end. */
    'out-of-range': (from: string, to: string) =>
      from && to
        ? `It must be from ${from} to ${to}.`
        : from
          ? `It must be at least ${from}.`
          : `It must be at most ${to}.`,
  },
  band: (from: string, to: string) => (from === to ? from : `${from} to ${to}`),
  nobody: 'Nobody has answered.',
  before: 'before',
  now: 'now',
  /** How many are not in the picture, and how far they go. */
  far(below: number, above: number, least: string, most: string): string {
    const parts = [
      below > 0 ? `${below} below, down to ${least}` : '',
      above > 0 ? `${above} above, up to ${most}` : '',
    ]
    return `Too far off to draw: ${parts.filter(Boolean).join('; ')}.`
  },
  statistics: {
    voters: 'Answers',
    median: 'Median',
    mean: 'Mean',
    quartiles: 'Middle half',
    range: 'All',
    inBand: 'Right',
    between: (from: string, to: string) => `${from} to ${to}`,
    share: (percent: string, count: number) => `${percent}\u202f% (${count})`,
  },
  table: { value: 'Value', answers: 'Answers', percent: 'Percent' },
}
