/** The words that scripts write on the helper's page. A translation replaces this file. */
import { presenterWords } from '../presenter/words'
import { helperPageWords } from './page-words'

export const helperWords = {
  ...presenterWords,
  ...helperPageWords,
  ready: 'You are helping.',
  aloud: 'It is asked aloud.',
  nothingUp: 'No question is up.',
  state: { open: 'Voting is open.', closed: 'Voting is closed.' },
}
