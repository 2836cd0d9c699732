/** The words that scripts put on the stage. A translation replaces this file. */
import { lang } from '../words'

const DATE: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', year: 'numeric' }
const date = (at: number) => new Intl.DateTimeFormat(lang, DATE).format(at)

export const stageWords = {
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
  resultOf: (at: number) => `Result of ${date(at)}`,
}
