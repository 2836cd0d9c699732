/** The words of our pages before any script runs; no script contains them. */
import { lang, words } from './words'

/** The build writes them into the HTML. */
export const pageWords = {
  lang,
  name: 'Ask the Audience',
  description: 'Tap A, B, C or D and watch the tally move.',
  noscript: 'This page needs JavaScript. Please switch it on, or use another browser.',
  questionAloud: words.questionAloud,
  choices: 'Your choices',
  connecting: words.connecting,
  takeBack: 'Take back',
  more: 'More',
  moreTitle: 'More about this poll',
  readTally: 'Read the tally',
  asTable: 'Show the numbers as a table',
  letterKeys: 'The keys A to D cast a vote',
  screenLink: 'Open the projector’s page',
  close: 'Close',
  useHere: 'Use here',
  elsewhere: words.elsewhere,
  tableCaption: 'The tally in numbers',
  choice: 'Choice',
  votes: 'Votes',
  screenTitle: 'Ask the Audience: screen',
  join: 'Join at',
  qrCode: 'QR code of the address beside it',
  nobodyYet:
    'Nobody is here yet. Are the phones on the same Wi-Fi as this computer? Does a firewall stand in the way?',
  notFoundTitle: 'Nothing here',
  notFound:
    'There is no page at this address. Was it typed in full? The address of a room ends with its code.',
  toMainRoom: 'Go to the main room',
  enterCode: 'Enter a room code',
  noRoomTitle: 'No such room',
  noRoom:
    'There is no room with this code. Look at it again: codes have no O, I, L, S, Z, B, U or V, and no 0, 1, 2, 5 or 8.',
  noRoomErased: 'Rooms that nobody uses are erased after a while. If it was yours, open a new one.',
  startIntro: 'Live questions for a class, a talk or a meeting. Your presenter shows the code of your room.',
  resultsHidden: words.resultsHidden,
  timeLeft: 'Time left',
  chat: words.chat,
  dismiss: 'Dismiss',
}
