/** Decides which votes a poll accepts. Values in, values out. */
import type { Question } from '../protocol/poll'
import type { Refusal } from '../protocol/replies'
import { refuse } from '../protocol/refusals'

/** The letters of choices, as many as a question may have. */
export const LETTERS = 'ABCDEFGHIJKL'

/** Milliseconds after the deadline in which a vote is still accepted, because it may have been sent in time. */
export const CLOSE_GRACE_MS = 2000

/** The free show of hands: asked aloud, with the choices A to D; everybody sees the tally. */
export const FREE_HANDS: Question = {
  text: '',
  choices: ['', '', '', ''],
  kind: 'hands',
  results: 'live',
  right: null,
}

/** The parts of a poll that decide whether a vote is accepted. */
export interface VotingRules {
  pollId: string
  letters: string[]
  state: 'open' | 'closed'
  deadline: number | null
}

/** The letters of a question's choices. */
export function lettersOf(question: Question): string[] {
  return [...LETTERS.slice(0, question.choices.length)]
}

/** Decides on a vote; `choice` null takes it back. Nothing when it may be recorded, else the refusal. */
export function decideVote(
  rules: VotingRules,
  vote: { pollId: string; choice: string | null },
  now: number,
): Refusal | undefined {
  if (vote.choice !== null && !rules.letters.includes(vote.choice)) return refuse('no-such-choice')
  if (vote.pollId !== rules.pollId) return refuse('poll-over')
  const isOver = rules.deadline !== null && now > rules.deadline + CLOSE_GRACE_MS
  return rules.state === 'closed' || isOver ? refuse('poll-closed') : undefined
}
