/** What is said of a question wherever it is listed. A translation replaces this file. */
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

export const questionWords = {
  aloud: words.questionAloud,
  right: '✓ right',
  rightMark: (right: string) => `✓ ${right}`,
  about: (question: Question) =>
    [
      ...shapeOf(question),
      results[question.results],
      kinds[question.kind],
      ...(question.canAbstain ? ['“I cannot say” allowed'] : []),
      ...(question.needsApproval ? ['approved before shown'] : []),
    ].join(' · '),
}
