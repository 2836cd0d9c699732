/** The words of the helper's page before any script runs, besides those of the presenter's. */
import { ownRoomPageWords } from '../presenter/own-room/page-words'

export const helperPageWords = {
  helperTitle: 'Ask the Audience: helper',
  helperNoscript: 'Helping needs JavaScript. Please switch it on, or open the page in another browser.',
  forHelpers: 'For helpers',
  howToHelp:
    'Open the link that the presenter has given you: it holds a key for you alone. If it was taken back, ask the presenter for a new one.',
  roomHasEnded: 'This room has ended.',
  questionUp: 'The question that is up',
  whatHelpersDo: 'You are helping',
  helpersDo: ownRoomPageWords.helpersHint,
  panicKeyOn: 'The key Q stops all writing',
  panicKeyHint: 'not in text fields',
  helperChatSettings: 'Settings of the chat',
  stopping: 'What was done, and the stop of all writing',
}
