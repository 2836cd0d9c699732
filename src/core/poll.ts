/** Owns the rules of a poll: what one is, and which votes it takes. Values in, values out. */
import type { Choice, Poll, Refusal } from './events'
import { refuse } from './refusals'

export const LETTERS = 'ABCDEFGH'

/** The house room's poll: a show of hands over A-D, open from the first second. */
export function showOfHands(pollId: string): Poll {
  return { pollId, kind: 'hands', type: 'one', question: '', choices: lettersOf(4), state: 'open' }
}

function lettersOf(count: number): Choice[] {
  return [...LETTERS.slice(0, count)].map(letter => ({ letter, text: '' }))
}

/** Decides on a vote: nothing when it may be recorded, else the refusal. */
export function decideCast(poll: Poll, vote: { pollId: string; choice: string }): Refusal | undefined {
  if (!poll.choices.some(choice => choice.letter === vote.choice)) return refuse('no-such-choice')
  return decideChange(poll, vote)
}

/** Decides on a withdrawal, and on what every change of a vote needs: this poll, and open. */
export function decideChange(poll: Poll, vote: { pollId: string }): Refusal | undefined {
  if (vote.pollId !== poll.pollId) return refuse('poll-over')
  if (poll.state === 'closed') return refuse('poll-closed')
  return undefined
}
