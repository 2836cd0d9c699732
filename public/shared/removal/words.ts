/** What the crew reads about removing people from the room. */
import type { HiddenSayings } from '../../../src/core/protocol/event-replies'

/** A text in a sentence, with a writing direction of its own. */
const apart = (text: string) => `\u2068${text}\u2069`

const count = (number: number, one: string, several: string): string[] =>
  number === 0 ? [] : [`${number} ${number === 1 ? one : several}`]

/** What hiding takes along. */
const HIDING =
  '“Hide” also deletes their lines of this lesson for good, takes their posts off the wall, and hides what they asked under their name.'
/** Where the list of the removed stands. */
const LIST = '“Announcements and settings”'
const ROUND = 'A private window or another device gets around it.'
const INFERRED = 'You are not told who it is, but you and others may guess it from who leaves in this moment.'

export const removalWords = {
  remove: 'Remove from the room…',
  removePerson: (name: string) => `Remove from the room…: ${apart(name)}`,
  reallyRemove: (name: string) =>
    `${apart(name)} is out at once and cannot come in again with this browser, not even under another name. ${HIDING} ${ROUND} You can let them back in under ${LIST}.`,
  yesRemove: 'Remove',
  yesHide: 'Remove, and hide what they said',
  /** What became of what somebody said, in numbers. */
  hidden: ({ lines, asks, posts, answers }: HiddenSayings) => {
    const parts = [
      count(lines, 'line', 'lines'),
      count(asks, 'question', 'questions'),
      count(posts, 'post', 'posts'),
      count(answers, 'answer', 'answers'),
    ].flat()
    if (parts.length === 0) return 'There was nothing to hide.'
    const last = parts.pop()!
    return `${parts.length > 0 ? `${parts.join(', ')} and ${last}` : last} hidden.`
  },
  hasRemoved: (name: string) => `${apart(name)} is removed from the room.`,
  /** Of an ask or an answer, of which nobody is told whose it is. */
  removeAuthor: { ask: 'Remove who asked this…', answer: 'Remove who said this…' },
  reallyRemoveAuthor: {
    ask: (text: string) =>
      `Whoever asked “${apart(text)}” is out at once and cannot come in again with this browser. “Hide” also hides what they asked in the same way, with a name or without. ${INFERRED} ${ROUND} You can let them back in under ${LIST}.`,
    answer: (text: string) =>
      `Whoever answered “${apart(text)}” is out at once and cannot come in again with this browser; the vote still counts. “Hide” also hides this answer. ${INFERRED} ${ROUND} You can let them back in under ${LIST}.`,
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
