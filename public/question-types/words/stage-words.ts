/** The words of a cloud on the stage. A translation replaces this file. */

export const cloudWords = {
  /** While people answer. */
  asked: (most: number) => (most === 1 ? 'One word' : `Up to ${most} words`),
  none: 'No words',
  mostSaid: 'Most said',
  /** Words for which there is no room. */
  more: (count: number) => `and ${count} more`,
  rounds: ['Before', 'Now'],
  table: { word: 'Word', before: 'Before', votes: 'Votes' },
}
