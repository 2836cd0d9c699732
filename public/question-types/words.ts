/** The words of question types on phones and the stage. A translation replaces this file. */

export const typeWords = {
  cannotSay: 'I cannot say',
  cannotSayIs: (count: number) => `${count} cannot say`,
  yourAnswer: (answer: string) => `Your answer: ${answer}`,
  rightIs: (answer: string) => `Right: ${answer}`,
  why: 'Why:',
  send: 'Send',
  change: 'Change',
  many: {
    /** How many may be chosen. */
    how: (min: number, max: number, all: number): string => {
      if (min === max) return `Choose ${min}.`
      if (max === all) return min === 1 ? 'Choose all that apply.' : `Choose at least ${min}.`
      return min === 1 ? `Choose up to ${max}.` : `Choose ${min} to ${max}.`
    },
    /** What the figures of the chart are. */
    ofPeople: '%\u00a0of\u00a0people',
    allRight: (percent: number) => `all\u00a0right:\u00a0${percent}\u202f%`,
    full: (max: number) => `No more than ${max}: take one back first.`,
    more: (missing: number) => `Choose ${missing} more: your answer counts from then on.`,
  },
  table: { choice: 'Choice', votes: 'Votes', percent: 'Percent' },
}
