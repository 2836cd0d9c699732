/** The words that the sheet to write a question writes. A translation replaces this file. */
import { words } from '../../shared/words'
import { sheetPageWords } from './page-words'

export const sheetWords = {
  ...sheetPageWords,
  editing: 'Edit this question',
  rewording: 'Correct the wording',
  correctNow: 'Correct it everywhere',
  votesStay: 'The question stays up with all its votes. Every page says that it was reworded.',
  askKeys: { mac: '⌘ + Enter', other: 'Ctrl + Enter' },
  draftBack: 'This is what you had not finished.',
  draftKept: 'Your text is kept: it is there when you open this again.',
  choiceName: (letter: string) => `Answer ${letter}`,
  markRight: (letter: string) => `${letter} is the right answer`,
  rightTag: 'right',
  removeChoice: (letter: string) => `Remove answer ${letter}`,
  tooMany: (limit: number) => `There are ${limit} answers at most.`,
  tooFew: (limit: number) => `There are ${limit} answers at least.`,
  noTime: 'None',
  summary: {
    hidden: 'results hidden until shown',
    live: 'live results',
    ballot: 'votes are kept',
    hands: 'votes are not kept',
    noTime: 'no time limit',
    time: (limit: string) => `${limit} to vote`,
  },
  questionGone: 'That question is not in the list any more. You can add it again.',
  askedFor: (limit: string) => `Asked, for ${limit}.`,
  fits: 'Large enough for the back row',
  tooLong: 'Too long for the back row',
  aloud: words.questionAloud,
  tapYourAnswer: 'Tap your answer.',
  peopleHere: (count: number) => `${count} here`,
}
