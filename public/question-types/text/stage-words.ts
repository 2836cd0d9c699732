/** The words of open text on the stage. A translation replaces this file. */
import { words } from '../../shared/words'

export const textWords = {
  /** While people answer. */
  asked: (most: number) => (most === 1 ? 'In your own words' : `Up to ${most} answers, in your own words`),
  none: 'No answers',
  /** Some were given; they wait for approval, or are hidden. */
  noneShown: 'No answer is shown yet',
  more: (count: number) => `and ${count} more`,
  times: (votes: number) => `× ${votes}`,
  right: 'right',
  rightShare: (right: number, voters: number) =>
    `${right} of ${voters} right (${words.percent(voters === 0 ? 0 : Math.round((right / voters) * 100))})`,
  rounds: ['Before', 'Now'],
  table: { answer: 'Answer', votes: 'Votes', before: 'Before' },
}
