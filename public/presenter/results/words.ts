/** The words of the panel with the results. A translation replaces this file. */
import type { TypeName } from '../../../src/core/question-types/registry'
import { stageWords } from '../../shared/stage/words'
import { lang, words } from '../../shared/words'
import { presenterWords } from '../words'

const time = (at: number, options: Intl.DateTimeFormatOptions) => new Date(at).toLocaleString(lang, options)

const formats = { csv: 'CSV', xlsx: 'Excel', json: 'JSON', svg: 'SVG', png: 'PNG' }

export const resultsWords = {
  title: 'Results',
  report: 'Report ↗',
  aloud: words.questionAloud,
  freeHands: 'Free show of hands',
  nothingYet: 'No question was asked yet. Each result stays here, for the next lesson, too.',
  onlyTheCurrent: 'The result of the question that is up comes here once another one replaces it.',
  thisLesson: 'This lesson',
  lessonOf: (at: number) => time(at, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }),
  questions: (count: number) => (count === 1 ? '1 question' : `${count} questions`),
  time: (at: number) => time(at, { hour: '2-digit', minute: '2-digit' }),
  dateAndTime: (at: number) =>
    time(at, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }),
  turnout: (voted: number, present: number) => `${voted} of ${present} voted`,
  voted: (count: number) => `${count} voted`,
  best: presenterWords.best,
  figures: 'The result',
  rounds: 'Rounds',
  round: stageWords.round,
  twoRounds: 'Two rounds: the first is the thin line.',
  showAgain: 'Show again',
  askAgain: 'Ask again',
  compare: 'Compare with …',
  compareWith: 'Side by side on every screen, with the result of:',
  nothingToCompare: 'No other result of this kind has the same choices.',
  erase: 'Erase',
  yesErase: 'Erase it',
  sureErase: 'This result is erased for good.',
  erased: 'The result is erased.',
  ofResult: (action: string, text: string) => `${action}: ${text}`,
  /** The table behind a line. */
  columns: {
    one: 'Answer',
    many: 'Answer',
    scale: 'Point',
    number: 'Number',
    order: 'Item',
    text: 'Answer',
    words: 'Word',
  } satisfies Record<TypeName, string>,
  votes: 'Votes',
  firstPlaces: 'First places',
  percent: words.percent,
  percentHead: '%',
  right: words.tabs.right,
  moreRows: (count: number) => `${count} more`,
  moreRowsThan: 'More',
  loading: 'One moment …',
  keptBack: 'Answers that are hidden or were not approved are not listed.',
  noPicture:
    'The picture was not saved: it did not come from the server. Check the connection, then try again.',
  save: 'Save as',
  formats,
  saveAs: (format: keyof typeof formats) => `Save as ${formats[format]}`,
  lessonFile: 'all questions of this lesson',
  notSaved: 'The file was not saved: it did not come from the server. Check the connection, then try again.',
  saveTranscript: 'Save the transcript',
  saveAsks: 'Save the questions from the room',
  noAsks: 'Nobody asked anything in that lesson.',
  eraseLesson: 'Erase the lesson',
  sureEraseLesson: (date: string) =>
    `The lesson of ${date} is erased for good, with its results, its chat and the questions from the room.`,
  lessonErased: 'The lesson is erased.',
}
