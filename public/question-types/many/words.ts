/** The words of several choices. A translation replaces this file. */

export const manyWords = {
  /** How many may be chosen. */
  how: (min: number, max: number, all: number): string => {
    if (min === max) return `Choose ${min}.`
    if (max === all) return min === 1 ? 'Choose all that apply.' : `Choose at least ${min}.`
    return min === 1 ? `Choose up to ${max}.` : `Choose ${min} to ${max}.`
  },
  /** All are chosen that may be. */
  all: (max: number) => `That is all ${max}. To choose another one, take one back.`,
  full: (max: number) => `No more than ${max}: take one back first.`,
  more: (missing: number) => `Choose ${missing} more: your answer counts from then on.`,
  /** The tab on what is chosen and does not count yet. */
  chosen: 'chosen',
  percentages: 'Percentages are of people, who could choose several.',
  allRightOf: (count: number, voters: number) => `${count} of ${voters} had all of it right.`,
  /** On the stage: what the figures of the chart are. */
  ofPeople: '%\u00a0of\u00a0people',
  allRight: (percent: number) => `all\u00a0right:\u00a0${percent}\u202f%`,
}
