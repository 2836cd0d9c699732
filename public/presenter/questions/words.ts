/** The words that the list of prepared questions writes. A translation replaces this file. */
import type { Question } from '../../../src/core/protocol/poll'
import { words } from '../../shared/words'

const kinds: Record<Question['kind'], string> = { ballot: 'votes are kept', hands: 'votes are not kept' }
const results: Record<Question['results'], string> = {
  hidden: 'results hidden until shown',
  live: 'live results',
}

export const questionsWords = {
  aloud: words.questionAloud,
  now: 'now',
  next: 'next',
  asked: 'asked',
  right: '✓ right',
  voted: (count: number) => `${count} voted`,
  best: (letter: string, percent: number) => `${letter} ${words.percent(percent)}`,
  about: ({ choices, kind, results: manner }: Question) =>
    [`${choices.length} answers`, results[manner], kinds[kind]].join(' · '),
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
