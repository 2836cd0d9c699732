/** The words of the list of blocked words. A translation replaces this file. */

const apart = (text: string): string => `\u2068${text}\u2069`

export const blockedWords = {
  field: 'Block a word',
  hint: 'Nobody in this room can write a line, a name, a question or a post with it; posts of networks and typed answers with it are hidden. spam* blocks all words that begin so, big spam the two words side by side. Commas stand between several.',
  exceptions:
    'What presenters and helpers write is not held to it. Lines and questions that are there already stay.',
  block: 'Block',
  unblock: 'Unblock',
  blocked: (word: string) => `Blocked: ${apart(word)}`,
  unblocked: (word: string) => `${apart(word)} is not blocked any more.`,
  noAnswer: 'The server did not answer. Please try again.',
}
