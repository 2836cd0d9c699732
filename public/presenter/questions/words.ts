/** The words that the list of prepared questions writes. A translation replaces this file. */
import { questionWords } from '../../question-types/rows/question-words'
import { presenterWords } from '../words'

export const questionsWords = {
  ...questionWords,
  now: 'now',
  next: 'next',
  asked: 'asked',
  voted: (count: number) => `${count} voted`,
  best: presenterWords.best,
  band: (low: number, high: number) => `${low}–${high}`,
  inOrder: 'in order',
  /** One of each kind, as `docs/question-list.md` describes them. */
  otherKindsExample: `Which of these are prime? [many]
*2
4
*5

How sure are you? [scale 1-5: not at all … completely]

When did the Revolution begin? [number 1500..2000 = 1789 ± 10]

What comes first? [order correct]
this first
this second

Which topic first? [order]
Loops
Lists

What did you not understand? [text, approve]

What slows you down? [words 3, live]`,
  actions: {
    ask: 'Ask',
    edit: 'Edit',
    again: 'Show result again',
    up: 'Move up',
    down: 'Move down',
    remove: 'Remove',
  },
  moved: (place: number, count: number) => `Moved to place ${place} of ${count}.`,
  isFirst: 'It is the first one already.',
  isLast: 'It is the last one already.',
  sureRemove: 'Remove this question from the list?',
  yesRemove: 'Remove it',
}

/** What can be done with a question of the list. */
export type LineAction = keyof typeof questionsWords.actions
