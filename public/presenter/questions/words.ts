/** The words that the list of prepared questions writes. A translation replaces this file. */
import type { Question } from '../../../src/core/protocol/poll'
import { words } from '../../shared/words'

const kinds: Record<Question['kind'], string> = { ballot: 'votes are kept', hands: 'votes are not kept' }
const results: Record<Question['results'], string> = {
  hidden: 'results hidden until shown',
  live: 'live results',
}

/** What one may answer, in a few words. */
function shapeOf({ choices, answer, right }: Question): string[] {
  const count = choices.length
  switch (answer?.type) {
    case 'many': {
      const { min, max } = answer
      const most = max === count ? (min === 1 ? 'any number' : `at least ${min}`) : `${min} to ${max}`
      return [`${count} answers, ${min === max ? min : most} of them`]
    }
    case 'scale': {
      const { from, to, low, high } = answer
      const statements = count === 0 ? [] : [`${count} ${count === 1 ? 'statement' : 'statements'}`]
      return [`from ${from}${low && ` ${low}`} to ${to}${high && ` ${high}`}`, ...statements]
    }
    case 'number': {
      const { min, max, decimals, unit } = answer
      const range =
        min === null
          ? max === null
            ? 'any number'
            : `up to ${max}`
          : max === null
            ? `${min} or more`
            : `${min} to ${max}`
      return [unit ? `${range} ${unit}` : range, ...(decimals > 0 ? [`${decimals} decimals`] : [])]
    }
    case 'order':
      return [
        `${count} things`,
        right !== null
          ? 'one right order'
          : answer.places < count
            ? `first ${answer.places}`
            : 'by preference',
      ]
    case 'text':
      return [answer.most === 1 ? 'one answer' : `up to ${answer.most} answers`]
    case 'words':
      return [
        answer.most === 1 ? 'one word' : `up to ${answer.most} words`,
        ...(answer.leaveOut ? [`without little words (${answer.leaveOut})`] : []),
      ]
    default:
      return [`${count} answers`]
  }
}

export const questionsWords = {
  aloud: words.questionAloud,
  now: 'now',
  next: 'next',
  asked: 'asked',
  right: '✓ right',
  voted: (count: number) => `${count} voted`,
  best: (letter: string, percent: number) => `${letter} ${words.percent(percent)}`,
  rightMark: (right: string) => `✓ ${right}`,
  band: (low: number, high: number) => `${low}–${high}`,
  inOrder: 'in order',
  about: (question: Question) =>
    [
      ...shapeOf(question),
      results[question.results],
      kinds[question.kind],
      ...(question.canAbstain ? ['“I cannot say” allowed'] : []),
      ...(question.needsApproval ? ['approved before shown'] : []),
    ].join(' · '),
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
