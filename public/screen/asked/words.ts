/** The words of the questions from the room on the projector. A translation replaces this file. */
export const askedWords = {
  title: 'A question from the room',
  listTitle: 'Questions from the room',
  votes: (count: number) => (count === 1 ? ' vote: ' : ' votes: '),
}
