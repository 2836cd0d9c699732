/** The question as it is read. */
import type { Poll } from '../../src/core/protocol/poll'
import { words } from '../shared/words'

/** The question, or what stands for one that is asked aloud. */
export function questionOf({ question }: Pick<Poll, 'question'>): string {
  return question || words.questionAloud
}
