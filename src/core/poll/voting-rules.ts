/** Decides which votes a poll accepts. Values in, values out. */
import { parseVote } from '../question-types/registry'
import type { Question } from '../protocol/poll'
import type { Refusal } from '../protocol/replies'
import { refuse } from '../protocol/refusals'

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

/** What decides whether a poll takes votes now. Its question decides what a vote is. */
export interface VotingRules {
  pollId: string
  state: 'open' | 'closed'
  deadline: number | null
  /** New ballots that one network address may cast in it; absent: any number. */
  ballotsPerAddress?: number
}

/** The vote as it is recorded, or the refusal; null takes it back. */
export function readVote(
  question: Question,
  sent: string | null,
): { ok: true; vote: string | null } | Refusal {
  if (sent === null) return { ok: true, vote: null }
  const parsed = parseVote(question, sent)
  return parsed.ok ? parsed : refuse(parsed.problem)
}

/** Decides whether a vote comes in time. Nothing when it may be recorded, else the refusal. */
export function decideVote(rules: VotingRules, pollId: string, now: number): Refusal | undefined {
  if (pollId !== rules.pollId) return refuse('poll-over')
  const isOver = rules.deadline !== null && now > rules.deadline + CLOSE_GRACE_MS
  return rules.state === 'closed' || isOver ? refuse('poll-closed') : undefined
}
