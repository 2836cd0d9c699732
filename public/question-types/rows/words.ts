/** The words of the rows in which the choices of a question are written. A translation replaces this file. */

/** The build writes the first ones into the HTML, too. */
export const rowsWords = {
  answers: 'Answers',
  tapLetter: 'Tap a letter to mark the right answer',
  nextAnswer: 'Enter for the next answer',
  choiceName: (letter: string) => `Answer ${letter}`,
  markRight: (letter: string) => `${letter} is the right answer`,
  rightTag: 'right',
  removeChoice: (letter: string) => `Remove answer ${letter}`,
  tooMany: (limit: number) => `There are ${limit} answers at most.`,
  tooFew: (limit: number) => `There are ${limit} answers at least.`,
}
