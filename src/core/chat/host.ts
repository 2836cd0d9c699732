/** The sentences of the host, which the server sends in a room's name. Values in, values out. */
import type { Turnout } from '../protocol/poll'
import { ABSTAIN, type Care, type Tally } from '../question-types/question-type'
import { typed, typeOf } from '../question-types/registry'
import { sentCounts } from '../question-types/rounds'
import type { PollDocument } from '../room/poll-document'

const MINUTE_MS = 60_000

export const greeting = 'Welcome. Send a vote, or say something to the room.'

/** One sentence for all people who joined or left within an interval. */
export function arrivalsSentence(count: number, what: 'connected' | 'disconnected'): string {
  return count === 1 ? `Someone has ${what}.` : `${count} people have ${what}.`
}

/** A reminder while a poll is open: the time left if there is a countdown, then the turnout. */
export function reminder({ deadline }: PollDocument, { voted, present }: Turnout, now: number): string {
  const turnout = `${voted} of ${present} have voted.`
  if (deadline === null) return turnout
  const minutes = Math.round((deadline - now) / MINUTE_MS)
  if (minutes < 1) return `Less than a minute left. ${turnout}`
  return `${minutes === 1 ? 'One minute' : `${minutes} minutes`} left. ${turnout}`
}

/** How a poll ended; only the number of voters while results are hidden. */
export function resultSentence(
  { question, shown, revealed }: PollDocument,
  tally: Tally,
  voted: number,
  care: Care,
): string {
  const subject = question.text ? `“${question.text}” is closed` : 'The question is closed'
  if (!shown) return `${subject}: ${voted} ${voted === 1 ? 'has' : 'have'} voted.`
  if (question.answer) {
    const type = typeOf(question)
    const told = typed({ ...question, right: revealed ? question.right : null })
    return `${subject}: ${type.read(told, type.view(told, tally, 'phone', care)).join(' ')}`
  }
  const { [ABSTAIN]: abstained, ...letters } = sentCounts(question, tally, false)
  const counts = Object.entries(letters).map(([letter, votes]) => `${letter} ${votes}`)
  if (abstained) counts.push(`cannot say ${abstained}`)
  return `${subject}: ${counts.join(', ')}.`
}
