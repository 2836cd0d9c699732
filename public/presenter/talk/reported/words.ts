/** The words of the list of what was reported. A translation replaces this file. */
import { reportWords } from '../../../shared/reports/words'

const things = (count: number) => (count === 1 ? '1 thing' : `${count} things`)

export const reportedWords = {
  title: 'Reported as rude',
  /** In the tab of the chat. */
  count: (count: number) => `${count} reported`,
  news: (count: number) => `${things(count)} reported as rude. The list stands above the chat.`,
  hint: 'Nothing is hidden by a report.',
  kinds: { line: 'in the chat', ask: 'a question from the room', post: 'on the wall' },
  nameless: 'Without a name',
  byPeople: reportWords.byPeople,
  /** What takes it away, by its kind. */
  takeAway: { line: 'Delete', ask: 'Hide', post: 'Take off' },
  reallyDelete: 'This line is deleted for everybody.',
  yesDelete: 'Delete it',
  tookAway: { line: 'Deleted.', ask: 'Hidden.', post: 'Taken off the wall.' },
  dismiss: 'It is fine',
  dismissed: 'Its reports are gone. It stays where it is.',
  ofThing: (text: string) => `: ${text}`,
  noAnswer: 'The server did not answer. Look whether it was done before you try again.',
}
