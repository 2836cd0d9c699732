/** The words of a cloud on the stage. A translation replaces this file. */

export const cloudWords = {
  /** While people answer. */
  asked: (most: number) => (most === 1 ? 'One word' : `Up to ${most} words`),
  none: 'No words',
  /** Some were given; they wait for approval, or are hidden. */
  noneShown: 'No word is shown yet',
  mostSaid: 'Most said',
  /** Words for which there is no room. */
  more: (count: number) => `and ${count} more`,
  rounds: ['Before', 'Now'],
  table: { word: 'Word', before: 'Before', votes: 'Votes' },
}
