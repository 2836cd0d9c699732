/** The words of questions for words. A translation replaces this file. */

export const cloudWords = {
  how: (most: number) => (most === 1 ? 'One word, or a few.' : `Up to ${most} words.`),
  field: (number: number, most: number) => (most === 1 ? 'Your word' : `Word ${number} of ${most}`),
  shown: (words: number, people: number) =>
    `${words} ${words === 1 ? 'word' : 'different words'} of ${people} ${people === 1 ? 'person' : 'people'}`,
  none: 'No words yet.',
  /** Some were given; they wait for approval, or are hidden. */
  noneShown: 'No word is shown yet.',
  others: (count: number) => `and ${count} more`,
  showAs: 'Show the words as',
  cloud: 'Cloud',
  list: 'List',
  before: (votes: number) => `${votes} → `,
  yours: 'yours',
}
