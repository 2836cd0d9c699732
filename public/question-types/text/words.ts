/** The words of questions for text. A translation replaces this file. */

export const textWords = {
  how: (most: number) => (most === 1 ? 'Write your answer.' : `Up to ${most} answers.`),
  field: (number: number, most: number) => (most === 1 ? 'Your answer' : `Answer ${number} of ${most}`),
  shown: (answers: number, people: number) =>
    `${answers} ${answers === 1 ? 'answer' : 'different answers'} of ${people} ${people === 1 ? 'person' : 'people'}`,
  before: (answers: number, people: number) => `Before: ${textWords.shown(answers, people)}`,
  none: 'No answers yet.',
  /** Some were given; they wait for approval, or are hidden. */
  noneShown: 'No answer is shown yet.',
  highlighted: 'The presenter shows',
  votes: (votes: number) => `× ${votes}`,
  /** Accepted spellings of the right answer. */
  or: (spellings: string[]) => spellings.join(' or '),
  right: (right: number, people: number) => `${right} of ${people} right`,
  rightBefore: (right: number, people: number) => `, before ${right} of ${people}`,
}
