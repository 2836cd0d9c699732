/** The words that the sheet to write a question writes. A translation replaces this file. */
import { rowsWords } from '../../question-types/rows/words'
import { words } from '../../shared/words'
import { sheetPageWords } from './page-words'

export const sheetWords = {
  ...sheetPageWords,
  ...rowsWords,
  editing: 'Edit this question',
  rewording: 'Correct the wording',
  takeOver: 'Back to the preview',
  correctNow: 'Correct it everywhere',
  votesStay: 'The question stays up with all its votes. Every page says that it was reworded.',
  askKeys: { mac: '⌘ + Enter', other: 'Ctrl + Enter' },
  draftBack: 'This is what you had not finished.',
  draftKept: 'Your text is kept: it is there when you open this again.',
  noTime: 'None',
  summary: {
    hidden: 'results hidden until shown',
    live: 'live results',
    ballot: 'votes are kept',
    hands: 'votes are not kept',
    abstain: '“I cannot say” allowed',
    noTime: 'no time limit',
    time: (limit: string) => `${limit} to vote`,
  },
  noQuestion: 'This is not a question that can be asked yet.',
  notLoaded: words.notLoaded,
  tryAgain: words.tryAgain,
  questionGone: 'That question is not in the list any more. You can add it again.',
  askedFor: (limit: string) => `Asked, for ${limit}.`,
  fits: 'Large enough for the back row',
  tooLong: 'Too long for the back row',
  aloud: words.questionAloud,
  tapYourAnswer: 'Tap your answer.',
  peopleHere: (count: number) => `${count} here`,
}
