/** The words that scripts put on the stage. A translation replaces this file. */
import { lang, words } from '../words'

const DATE: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', year: 'numeric' }
const SHORT_DATE: Intl.DateTimeFormatOptions = { ...DATE, month: 'short' }
const written = (at: number, format: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(lang, format).format(at)
const date = (at: number) => written(at, DATE)

export const stageWords = {
  round: (round: number) => `Round ${round}`,
  turnout: (voted: number, present: number) => `${voted} of ${present} have voted`,
  state: { open: 'Voting is open', closed: 'Voting is closed' },
  timeUp: 'Time is up',
  letterIsRight: (letter: string) => `${letter} is right`,
  right: 'right',
  /** Two rounds of a question side by side. */
  rounds: ['before', 'now'],
  allVoted: (present: number) => `All ${present} have voted`,
  here: (present: number) => `${present} here`,
  nobodyHere: 'Nobody is here yet',
  thankYou: 'Thank you',
  tookPart: (present: number) => (present === 1 ? '1 person took part' : `${present} people took part`),
  reworded: 'reworded',
  date,
  /** Which of two results is which: by their days, or by the time of day where the day is the same. */
  besides: (...times: number[]): string[] => words.days(times, at => written(at, SHORT_DATE)),
  resultOf: (at: number) => `Result of ${date(at)}`,
}
