/**
 * The words that scripts write on the presenter's page. A separate file, so that voters do not load it; a translation
 * replaces it.
 */
import { stageWords } from '../shared/stage/words'
import { lang, words } from '../shared/words'
import { consoleWords } from './console/words'
import { presenterPageWords } from './page-words'
import { sheetWords } from './question-sheet/words'

/** Words that scripts compose. */
export const presenterWords = {
  manyVotes: (votes: number, seconds: number) =>
    `${votes.toLocaleString(lang)} votes of new browsers from one address within ${seconds} s. A hall behind one router can look like that, too.`,
  manyBallots: (votes: number, seconds: number) =>
    `${votes.toLocaleString(lang)} ballots from one address within ${seconds} s. That can be one person who votes more than once, or several behind one router.`,
  ...words,
  turnout: stageWords.turnout,
  ...presenterPageWords,
  ...sheetWords,
  ...consoleWords,
  /** The letters with the most votes, in a row. */
  best: (letters: string, percent: number) =>
    letters.length === 1
      ? `${letters} ${words.percent(percent)}`
      : `${[...letters].slice(0, -1).join(', ')} and ${letters.slice(-1)} ${words.percent(percent)} each`,
  ready: 'You are presenting.',
  added: (count: number) => (count === 1 ? 'One question added.' : `${count} questions added.`),
  partlyAdded: (why: string, added: number, all: number) =>
    `${why === presenterWords.noLine ? 'The connection was lost.' : why} ${added} of ${all} questions are in the list now; the others are still here.`,
  noKeyThere: 'That holds no presenter key.',
  noAnswer: 'The server did not answer. Look at the stage before you try again.',
  tooSoon: 'That came while the step before was on its way. Look, and press again.',
  noLine: 'No connection: nothing was changed.',
  noRight: 'None',
  minutes: (seconds: number) => (seconds < 60 ? `${seconds} s` : `${seconds / 60} min`),
  ask: 'Ask',
  ofQuestion: (action: string, text: string) => `${action}: ${text || words.questionAloud}`,
  nothingToAdd: 'There is no question in this text.',
  announced: 'Announced.',
  withdrawn: 'The announcement is withdrawn.',
  nothingToAnnounce: 'There is nothing to announce yet.',
  sampleAnnouncement: 'Back in five minutes',
  slowModes: (seconds: number) => (seconds === 0 ? 'Off' : `once in ${seconds} s`),
  unmute: 'Unmute',
  unmutedPerson: (name: string) => `\u2068${name}\u2069 may write again.`,
  answersWait: 'Answers wait for you.',
  waiting: (count: number) => (count === 0 ? '' : `${count} to approve`),
  listFile: 'questions',
  saved: (name: string) => `Saved as ${name}.`,
  panicked: {
    start: 'Writing is stopped, and the last minute is hidden.',
    undo: 'All is as it was before.',
    reopen: 'People may write again. What was hidden stays hidden.',
  },
  switched: { on: 'It is on.', off: 'It is off.' },
  ballotsLimited: (most: number) =>
    most === 0
      ? 'Any number of ballots is counted.'
      : `At most ${most} ballots from one address are counted.`,
  noSuchLimit: 'Choose a whole number from 1 to 1,000.',
  copied: 'Copied.',
  anyAddress: 'The likeliest',
  addressChosen: 'Links and QR codes of this room show this address now.',
  notCopied: 'This browser does not let the page copy. Select the text and copy it by hand.',
  hidePhone: 'Hide the code',
  phoneQr: 'QR code of the presenter’s link, with the key',
  yes: {
    newLesson: 'Begin a new lesson',
    newKey: 'Make a new key',
    signOut: 'Sign out',
    erase: 'Erase it',
  },
  sure: {
    newLesson:
      'The question that is up ends, and the chat starts empty. Results and chat of this lesson are kept under the earlier lessons, for you alone; the list of questions stays.',
    newKey: 'The old key opens nothing any more: other presenters need the new link.',
    signOut:
      'This browser forgets the key. To come back you need the presenter’s link: copy it first. Close other pages of this room that are open here.',
    eraseRoom:
      'The room is erased with its questions, votes and chat, and everybody in it sees that it has ended.',
    erase: (code: string) => `Room ${code} is erased with its questions, votes and chat.`,
  },
  keyChanged: 'There is a new key. Show the code again to pass control to a phone.',
  roomErased: (code: string) => `Room ${code} is erased.`,
  roomErasedAfter: (days: number, date: string) =>
    `After ${days} ${days === 1 ? 'day' : 'days'} in which nobody was here this room is erased with everything in it, prepared questions, too: not before ${date}. Keep your questions with “${presenterPageWords.asText}”.`,
  defaultRoomForgets: (days: number) =>
    `After ${days} ${days === 1 ? 'day' : 'days'} in which nobody was here the question that is up, its votes, the chat’s lines and who was muted or removed are forgotten. The prepared questions and all settings stay.`,
  eraseIt: 'Erase',
  noRooms: 'There are no rooms besides this one.',
  moreRooms: (count: number) => `… and ${count.toLocaleString(lang)} more that were used earlier.`,
  roomTimes: (opened: string, used: string) => `opened ${opened}, last used ${used}`,
}
