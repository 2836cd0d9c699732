/** The words of the presenter's private chart of all question types but one choice. A translation replaces this file. */
import { typeWords } from '../../../question-types/words'

const counted = (count: number, one: string, several: string) => `${count} ${count === 1 ? one : several}`

export const chartWords = {
  nobody: 'Nobody has answered',
  people: (count: number) => counted(count, 'person', 'people'),
  cannotSay: typeWords.cannotSayIs,
  /** A figure of the round before, and of this one. */
  change: (before: string, now: string) => `${before} → ${now}`,
  right: (count: number) => `${count} right`,
  mean: (mean: string) => `Mean ${mean}`,
  median: (median: string) => `Median ${median}`,
  means: 'Mean of each',
  meanPoints: 'Mean points',
  answers: (count: number) => counted(count, 'answer', 'different answers'),
  words: (count: number) => counted(count, 'word', 'different words'),
  waiting: (count: number) => counted(count, 'waits', 'wait'),
  hidden: (count: number) => `${count} hidden`,
  /** How often equal answers were given. */
  times: (count: number) => (count === 1 ? '' : `× ${count}`),
  /** In place of the figure of an answer that the audience does not see. */
  state: { shown: '', waiting: 'waits', hidden: 'hidden' },
  more: (count: number) => `and ${count} more`,
  newestFirst: 'newest first',
  /** Both ends of a bin of numbers. */
  range: (from: string, to: string) => `${from} to ${to}`,
  below: (end: string) => `below ${end}`,
  from: (start: string) => `from ${start} on`,
  farOff: (count: number) => `${count} far off`,
  table: {
    point: 'Point',
    statement: 'Statement',
    item: 'Item',
    number: 'Number',
    answer: 'Answer',
    word: 'Word',
    votes: 'Votes',
    mean: 'Mean',
    points: 'Points',
    before: 'Before',
    seen: 'Seen by the audience',
  },
}
