/** The words that scripts put on the page of results. A translation replaces this file. */
import { lang, words } from '../shared/words'

const time = (at: number, options: Intl.DateTimeFormatOptions) => new Date(at).toLocaleString(lang, options)
const day: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }

const roundsNamed = (numbers: readonly number[]) =>
  numbers.length === 1
    ? `Round ${numbers[0]}`
    : `Rounds ${numbers.slice(0, -1).join(', ')} and ${numbers[numbers.length - 1]}`

export const resultsWords = {
  title: (name: string) => (name ? `Results: \u2068${name}\u2069` : 'Results'),
  pageTitle: (name: string) => (name ? `Results: ${name}` : 'Results'),
  day: (at: number) => time(at, day),
  room: (code: string) => (code === 'house' ? 'Main room' : words.room(code)),
  questions: (count: number) => (count === 1 ? '1 question' : `${count} questions`),
  asks: (count: number) => (count === 1 ? '1 from the room' : `${count} from the room`),
  asksTitle: 'Questions from the room',
  askFacts: (asked: number, answered: number) => `${asked} asked, ${answered} answered`,
  askVotes: (votes: number) => (votes === 1 ? '1 vote' : `${votes} votes`),
  askedBy: { presenter: 'presenter', helper: 'helper' },
  answeredAloud: 'Answered aloud.',
  answerIs: 'Answer:',
  aloud: words.questionAloud,
  freeHands: 'Free show of hands',
  turnout: (voted: number, present: number) =>
    present > 0 ? `${voted} of ${Math.max(voted, present)} voted` : `${voted} voted`,
  place: (number: number, count: number) => `Question ${number} of ${count}`,
  round: (number: number) => `Round ${number}`,
  rounds: (numbers: readonly number[]) =>
    numbers.every((number, place) => number === place + 1)
      ? `${numbers.length} rounds`
      : roundsNamed(numbers),
  roundsNotShown: (numbers: readonly number[]) =>
    `The audience does not find ${roundsNamed(numbers).toLowerCase()} here: ${numbers.length === 1 ? 'it was' : 'they were'} not shown.`,
  earlierResult: words.earlierResult,
  isUp: 'Is up now',
  numbers: 'The numbers as a table',
  answer: 'Answer',
  nobody: 'Nobody has voted.',
  noAnswerShown: 'No answer is shown.',
  votes: 'Votes',
  percentHead: '%',
  percent: words.percent,
  rightHead: 'Right',
  right: '✓',
  cannotSay: 'Cannot say',
  more: (answers: number) =>
    answers === 1 ? '1 further answer is not listed.' : `${answers} further answers are not listed.`,
  rightIs: 'Right:',
  or: ' or ',
  fromTo: (from: string, to: string) => (from === to ? from : `from ${from} to ${to}`),
  why: 'Why:',
  youAnswered: 'You answered',
  between: ' · ',
  of: (statement: string, point: string) => `${statement}: ${point}`,
  wasRight: 'That is right.',
  wasNotRight: 'That is not right.',
  notShown: 'The audience does not find this question here: its results were not shown.',
  notRevealed: 'The audience does not see what is right.',
  refreshed: 'This is how it stands now.',
  loading: 'One moment …',
  nothingYet:
    'No results were shown yet. Once your presenter has shown the results of a question, you find them here.',
  nothingAsked: 'Nothing was asked in this lesson yet.',
  off: 'The presenter of this room does not share its results on this page.',
  noRoom: 'This room does not exist any more. Its results are gone with it.',
  busy: 'Many people open this page now. It tries again by itself.',
  trouble: 'The server cannot answer just now. Press Refresh to try again.',
  presenterNote: {
    on: 'You lead this room, so you see everything. The audience finds what you have shown.',
    off: 'You lead this room, so you see everything. The audience finds nothing: this page is switched off, on your presenter page under “Sharing of results”.',
    asAudience: 'This is what the audience finds here.',
  },
  save: 'Save as',
  asksFile: 'Questions from the room (CSV)',
  files: { csv: 'CSV', xlsx: 'Excel', json: 'JSON' },
  thisLesson: 'This lesson',
  lesson: (startedAt: number, questions: number) =>
    `${time(startedAt, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })} · ${resultsWords.questions(questions)}`,
}
