/** The tally in words, loaded only by what reads it aloud. A translation replaces this file. */
export const tallyWords = {
  tallyNow: (parts: string[], total: number) =>
    total === 0
      ? 'No votes yet.'
      : `${parts.join(', ')}. ${total === 1 ? '1 vote' : `${total} votes`} in all.`,
  tallyPart: (letter: string, percent: number, count: number) => `${letter} ${percent} percent, ${count}`,
}
