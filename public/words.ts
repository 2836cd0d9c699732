/** Owns every word a person reads or hears on our pages. A translation replaces this file. */
import { refusalSentences } from '../src/core/refusals'

export const lang = 'en'

/** Words of the pages as they are before any script runs; the build writes them into the HTML. */
export const pageWords = {
  lang,
  name: 'Ask the Audience',
  description: 'Tap A, B, C or D and watch the tally move.',
  noscript:
    'This page needs JavaScript to count your vote. Please switch it on, or open the page in another browser.',
  questionAloud: 'What do you say?',
  choices: 'Your choices',
  connecting: 'Connecting …',
  takeBack: 'Take back',
  more: 'More',
  moreTitle: 'More about this poll',
  readTally: 'Read the tally',
  asTable: 'Show the numbers as a table',
  letterKeys: 'The keys A to D cast a vote',
  screenLink: 'Open the projector’s page',
  close: 'Close',
  useHere: 'Use here',
  elsewhere: 'This poll is open in another tab.',
  tableCaption: 'The tally in numbers',
  choice: 'Choice',
  votes: 'Votes',
  share: 'Share',
  screenTitle: 'Ask the Audience: screen',
  join: 'Join at',
  qrCode: 'QR code of the address beside it',
  nobodyYet:
    'Nobody is here yet. Are the phones on the same Wi-Fi as this computer? Does a firewall stand in the way?',
  notFoundTitle: 'Nothing here',
  notFound: 'There is no page at this address. Was it typed in full?',
  toThePoll: 'Go to the poll',
}

/** Words that scripts put together. */
export const words = {
  ...pageWords,
  refusals: refusalSentences,
  connectedUsers: (count: number) => `Connected Users: ${count}`,
  connected: 'You have connected. Tap a letter to vote.',
  connectedNoStorage: 'You have connected. This browser refuses storage: a reload forgets your vote.',
  sending: (letter: string) => `Sending ${letter} …`,
  takingBack: 'Taking your vote back …',
  recorded: (letter: string) => `Recorded. Your vote: ${letter}.`,
  takenBack: 'Taken back. You have no vote now.',
  yourVote: '✓ your vote',
  beingSent: 'sending',
  kept: 'kept',
  keptTap: (letter: string) => `No connection. Your tap on ${letter} is kept and goes out once you are back.`,
  keptTakeBack: 'No connection. Your vote is taken back once you are back.',
  reconnecting: 'Reconnecting …',
  reconnectingKept: (letter: string) => `Reconnecting … your vote ${letter} is kept.`,
  gone: 'The server cannot be reached. This page keeps trying.',
  serverClosing: 'The server is closing. This page comes back by itself when it does.',
  back: (letter: string) => `Back again. Your vote: ${letter}.`,
  tapDropped: (letter: string) => `That question is over: your tap on ${letter} was not counted.`,
  voteDropped: 'A new question began while you were away. Tap a letter to vote.',
  closed: 'This question is closed.',
  tallyNow: (parts: string[], total: number) =>
    total === 0
      ? 'No votes yet.'
      : `${parts.join(', ')}. ${total === 1 ? '1 vote' : `${total} votes`} in all.`,
  tallyPart: (letter: string, percent: number, count: number) => `${letter} ${percent} percent, ${count}`,
  percent: (value: number) => `${value}%`,
  turnout: (voted: number, present: number) => `${voted} of ${present} have voted`,
  state: { open: 'Open', closed: 'Closed' },
}
