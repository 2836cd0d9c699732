/** The words of the forms in which questions are written, an object for each type. A translation replaces this file. */

/** Numbers from one to another as options of a list. */
const UP_TO = (limit: number) => `at most ${limit}`

export const manyFormWords = {
  howMany: 'How many answers one may choose',
  atLeast: 'at least',
  atMost: 'at most',
  anyNumber: 'any number',
  fewest: 'Fewest answers',
  most: 'Most answers',
  mostBelowFewest: 'The most is below the fewest.',
  tooFewChoices: (count: number) => `There are only ${count} answers to choose from.`,
  rightDoesNotFit: (count: number) =>
    count === 1
      ? 'One answer is right: let one be chosen.'
      : `${count} answers are right: let ${count} be chosen.`,
  rows: {
    heading: 'Answers',
    hint: 'Tap letters to mark all right answers',
    adder: 'Enter for the next answer',
    name: (cap: string) => `Answer ${cap}`,
    remover: (cap: string) => `Remove answer ${cap}`,
    tooFew: (limit: number) => `There are ${limit} answers at least.`,
    tooMany: (limit: number) => `There are ${limit} answers at most.`,
  },
}

export const scaleFormWords = {
  ready: 'Ready scales',
  sets: { agreement: 'Agreement', frequency: 'Frequency', tenths: '0 to 10' },
  ends: {
    agreement: ['do not agree', 'fully agree'],
    frequency: ['never', 'always'],
    tenths: ['not at all', 'completely'],
  } as Record<'agreement' | 'frequency' | 'tenths', [string, string]>,
  first: 'First point',
  last: 'Last point',
  low: 'What the first point means',
  high: 'What the last point means',
  tooLong: (limit: number) => `This is longer than ${limit} characters.`,
  rows: {
    heading: 'Statements',
    hint: 'only if several things are rated',
    adder: 'Add a statement',
    name: (cap: string) => `Statement ${cap}`,
    remover: (cap: string) => `Remove statement ${cap}`,
    tooFew: () => '',
    tooMany: (limit: number) => `There are ${limit} statements at most.`,
  },
}

export const numberFormWords = {
  right: 'Right answer',
  rightHint: 'empty: nothing is right',
  how: 'How exactly',
  exactly: { exactly: 'exactly', tolerance: '±', percent: '± %', band: 'to' },
  second: {
    exactly: 'Tolerance',
    tolerance: 'Tolerance',
    percent: 'Tolerance in percent',
    band: 'Right up to',
  },
  counts: (low: string, high: string, unit: string) =>
    `Right: ${low === high ? low : `${low} to ${high}`}${unit && ` ${unit}`}`,
  unit: 'Unit',
  decimals: 'Decimals',
  whole: 'whole numbers',
  upTo: UP_TO,
  entered: 'What may be entered',
  from: 'from',
  to: 'to',
  min: 'Smallest number that may be entered',
  max: 'Largest number that may be entered',
  notANumber: 'This is not a number.',
  noBand: 'The first number is larger than the second.',
  noTolerance: 'Say how far off is still right.',
  noRight: 'Say the right answer.',
  minAboveMax: 'The smallest number is not below the largest.',
  noUnit: 'This cannot be a unit.',
  tooLarge: 'This number is too large.',
  outside: 'Nobody may enter this: it is outside of what may be entered.',
  needsDecimals: (decimals: number) => `Nobody can enter this: it needs ${decimals} decimals.`,
}

export const orderFormWords = {
  what: 'What is right',
  preference: ['Preference', 'everybody has an order of their own'],
  correct: ['One right order', 'the one in which you write it; people get it shuffled'],
  places: 'How many places people fill',
  all: 'all of them',
  first: (places: number) => (places === 1 ? 'the first place' : `the first ${places} places`),
  tooManyPlaces: (count: number) => `There are only ${count} things to put in order.`,
  needsTexts: 'To have a right order, each line needs a text.',
  twice: 'To have a right order, no two lines may be the same.',
  rows: {
    heading: 'What is put in order',
    hint: { preference: '', correct: 'in the right order, the first on top' },
    adder: 'Enter for the next line',
    name: (cap: string) => `Line ${cap}`,
    mover: (cap: string) => `Move line ${cap} up`,
    moved: (place: number) => `Moved to place ${place}.`,
    remover: (cap: string) => `Remove line ${cap}`,
    tooFew: (limit: number) => `There are ${limit} lines at least.`,
    tooMany: (limit: number) => `There are ${limit} lines at most.`,
  },
}

export const textFormWords = {
  most: 'How many answers one may give',
  answers: (count: number) => (count === 1 ? 'one answer' : `up to ${count} answers`),
  accepted: 'Right answers',
  acceptedHint: 'one a line; empty: nothing is right',
  approve: 'Approve before shown',
  approveHint: 'the audience sees an answer once you let it through',
  tooLong: (limit: number) => `A right answer has at most ${limit} characters.`,
  tooMany: (limit: number) => `There are ${limit} right answers at most.`,
  noAnswer: 'There is nothing to read in this.',
}

export const wordsFormWords = {
  most: 'How many words one may give',
  words: (count: number) => (count === 1 ? 'one word' : `up to ${count} words`),
  leaveOut: 'Leave out little words',
  leaveOutHint: 'such as “the” and “of”',
  leaveOutNone: 'none',
  approve: 'Approve before shown',
  approveHint: 'the audience sees a word once you let it through',
}
