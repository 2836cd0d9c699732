/** What the crew reads about removing people from the room. */

/** A text in a sentence, with a writing direction of its own. */
const apart = (text: string) => `\u2068${text}\u2069`

/** Where the list of the removed stands. */
const LIST = '“Announcements and settings”'
const ROUND = 'A private window or another device gets around it.'
const INFERRED = 'You are not told who it is, but you and others may guess it from who leaves in this moment.'

export const removalWords = {
  remove: 'Remove from the room…',
  removePerson: (name: string) => `Remove from the room…: ${apart(name)}`,
  reallyRemove: (name: string) =>
    `${apart(name)} is out at once and cannot come in again with this browser, not even under another name. ${ROUND} You can let them back in under ${LIST}.`,
  yesRemove: 'Remove',
  hasRemoved: (name: string) => `${apart(name)} is removed from the room.`,
  /** Of an ask or an answer, of which nobody is told whose it is. */
  removeAuthor: { ask: 'Remove who asked this…', answer: 'Remove who said this…' },
  reallyRemoveAuthor: {
    ask: (text: string) =>
      `Whoever asked “${apart(text)}” is out at once and cannot come in again with this browser. ${INFERRED} ${ROUND} You can let them back in under ${LIST}.`,
    answer: (text: string) =>
      `Whoever answered “${apart(text)}” is out at once and cannot come in again with this browser; the vote still counts. ${INFERRED} ${ROUND} You can let them back in under ${LIST}.`,
  },
  hasRemovedAuthor: {
    ask: 'Whoever asked this is removed from the room.',
    answer: 'Whoever answered this is removed from the room.',
  },
  /** Of whom nobody is told who it is, in the list. */
  said: {
    ask: (text: string) => (text ? `Asked: “${apart(text)}”` : 'Asked something, in a lesson that is erased'),
    answer: (text: string) =>
      text ? `Answered: “${apart(text)}”` : 'Answered something, in a lesson that is erased',
  },
  severalSaid: 'Nobody can be removed for an answer that more than one person gave. It can be hidden.',
  letBack: 'Let back in',
  hasLetBack: (name: string) =>
    `May come in again: ${apart(name)}. An open page comes back by itself within two minutes; one of the workshops has to be loaded again.`,
  noLine: 'No connection. Nobody was removed.',
  noAnswer: 'The server did not answer. Look whether it was done before you try again.',
}
