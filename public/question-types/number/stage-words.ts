/** The words of numbers on the stage. A translation replaces this file. */

export const numberStageWords = {
  asked: 'A number',
  /** Ends are written numbers with their unit. */
  between: (from: string, to: string) => `${from} to ${to}`,
  atLeast: (from: string) => `${from} or more`,
  atMost: (to: string) => `up to ${to}`,
  inUnit: (unit: string) => `in ${unit}`,
  any: 'any number',
  decimals: (decimals: number) => `up to ${decimals} ${decimals === 1 ? 'decimal' : 'decimals'}`,
  below: (votes: number, value: string) => `◂ ${votes} below ${value}`,
  above: (votes: number, value: string) => `${votes} above ${value} ▸`,
  figures: {
    voters: 'Answers',
    mean: 'Mean',
    median: 'Median',
    quartiles: 'Middle half',
    range: 'All',
    inBand: 'Right',
  },
}
