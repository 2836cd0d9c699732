/** The words that scripts put on every page. A translation replaces this file. */

export const lang = 'en'

const nameOf = (letter: string) => (letter ? `vote ${letter}` : 'answer')

function dayOf(at: number): string {
  return new Intl.DateTimeFormat(lang, { day: 'numeric', month: 'long' }).format(at)
}

/** Words that scripts put on the pages; those that stand there from the start are in `page-words.ts`. */
export const words = {
  questionAloud: 'What do you say?',
  connecting: 'Connecting …',
  elsewhere: 'This poll is open in another tab.',
  resultsHidden: 'Results are hidden until the presenter shows them.',
  chat: 'Chat',
  asks: 'Questions',
  asksWait: (count: number) => (count === 0 ? '' : count === 1 ? ', 1 waits' : `, ${count} wait`),
  connectedUsers: (count: number) => `Connected Users: ${count}`,
  here: (present: number) => `${present} here`,
  connected: 'The presenter asks aloud. Tap your answer.',
  tapAnswer: 'Tap your answer.',
  giveAnswer: 'Give your answer.',
  beforeFirst: 'You are in. The first question appears here.',
  connectedNoStorage: 'Tap your answer. This browser refuses storage: a reload forgets your vote.',
  /** In what follows, `letter` is empty where the answer is none: it can be seen above. */
  sending: (letter: string) => `Sending ${letter || 'your answer'} …`,
  takingBack: 'Taking your vote back …',
  recorded: (letter: string) => `Your ${nameOf(letter)} is recorded.`,
  takenBack: 'Taken back. You have no vote now.',
  /** The marks on the edge of a choice. */
  tabs: { yourVote: 'your vote', yours: 'yours', sending: 'sending', kept: 'kept', right: 'right' },
  keptTap: (letter: string) =>
    `No connection. Your ${letter ? `tap on ${letter}` : 'answer'} is kept and goes out once you are back.`,
  keptTakeBack: 'No connection. Your vote is taken back once you are back.',
  reconnecting: 'Reconnecting …',
  reconnectingKept: (letter: string) => `Reconnecting … your ${nameOf(letter)} is kept.`,
  gone: 'The server cannot be reached. This page keeps trying.',
  unreachable: {
    portal: 'Sign in to the Wi-Fi, then reload this page.',
    away: 'The server behind this address is not running just now. This page keeps trying.',
    offline: 'This device has no network just now. This page keeps trying.',
    silent: 'The server cannot be reached. This page keeps trying.',
    answers: 'The server answers, but this page cannot connect to it. It keeps trying.',
    missing: 'Another server answers at this address. This page keeps trying.',
  },
  newer: 'There is a newer version of this page.',
  reload: 'Reload',
  notLoaded: 'This could not be loaded. Press again.',
  tryAgain: 'Try again',
  serverClosing: 'The server is closing. This page comes back by itself when it does.',
  storeAway: 'Just now the server can record nothing: hands count, ballots and lines do not.',
  storeBack: 'The server records again. Ballots and lines count.',
  back: (letter: string) => `Back again. Your ${letter ? `vote: ${letter}` : 'answer is recorded'}.`,
  tapDropped: (letter: string) =>
    `That question is over: your ${letter ? `tap on ${letter}` : 'answer'} was not counted.`,
  voteMoved: 'Another tab of this browser has taken over your vote. Answer to vote here, too.',
  voteDropped: 'A new question began while you were away.',
  closed: 'Voting is closed.',
  votingClosed: 'Voting is closed',
  timeIsUp: 'Time is up.',
  results: 'These are the results.',
  /** The votes of a person, a round each. */
  youSaid: (letters: string[]) => `You said ${letters.join(', then ')}.`,
  askedAgain: 'Asked again.',
  reopened: 'Voting is open again.',
  reworded: 'reworded',
  earlierResult: (askedAt: number) => `An earlier result, ${words.day(askedAt)}`,
  day: dayOf,
  /** Of two moments: their days, or the times of one day. */
  days(times: number[], day = dayOf): string[] {
    const days = times.map(day)
    return days[0] === days[1]
      ? times.map(at => new Intl.DateTimeFormat(lang, { timeStyle: 'short' }).format(at))
      : days
  },
  legend: { before: 'before', now: 'now' },
  right: 'Right!',
  likeYou: (percent: string) => `Like ${percent} of you`,
  notThisTime: 'Not this time:',
  wasRight: (letter: string) => `${letter} was right`,
  why: (letter: string) => `Why ${letter}:`,
  ofPresent: (present: number) => ` of ${present} have voted`,
  ended: 'This room has ended. Thank you for taking part.',
  room: (code: string) => `Room ${code}`,
  clock: (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`,
  percent: (value: number) => `${value}\u202f%`,
  points: (points: number) => {
    const size = Math.abs(points)
    const sign = points > 0 ? '+' : points < 0 ? '−' : '±'
    return `${sign}${size} ${size === 1 ? 'point' : 'points'}`
  },
  unread: (count: number) => ` · ${count > 99 ? '99+' : count}`,
  unreadLines: ' new',
  no: 'Leave it',
}
