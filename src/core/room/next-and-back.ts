/** What the two keys of a clicker do now. */
import type { Result } from '../protocol/results'
import type { Command } from '../protocol/presenter'
import type { RoomDocument } from './document'
import type { PollDocument } from './poll-document'

/**
 * What "next" does now: close, show, reveal, then the next prepared question, finally the end of the lesson.
 * There, and in a free show of hands, it does nothing, so an accidental press discards no raised hand.
 */
export function nextCommand({ poll, prepared, next }: RoomDocument): Command | undefined {
  const isQuestion = poll.posed || poll.past !== null
  if (isQuestion && isCovered(poll)) return { name: 'stage', stage: 'question' }
  if (isQuestion && poll.stage === 'question') {
    if (poll.state === 'open') return { name: 'close' }
    if (!poll.shown) return { name: 'show' }
    if (poll.question.right !== null && !poll.revealed) return { name: 'reveal' }
  }
  if (next < prepared.length) return { name: 'askPrepared', index: next }
  return isQuestion && poll.stage === 'question' ? { name: 'finish' } : undefined
}

/**
 * What "back" does now, if anything: it undoes the last step of a question, and leads from result to result where
 * there is none. It never discards votes.
 */
export function backCommand(
  { poll }: RoomDocument,
  results: readonly Pick<Result, 'id'>[] = [],
): Command | undefined {
  const isQuestion = poll.posed || poll.past !== null
  if (poll.stage === 'end' || (isCovered(poll) && isQuestion)) return { name: 'stage', stage: 'question' }
  if (poll.past || (poll.state === 'open' && !poll.revealed)) return resultBefore(poll, results)
  if (poll.revealed) return { name: 'conceal' }
  if (poll.shown && poll.question.results === 'hidden') return { name: 'hide' }
  return { name: 'reopen' }
}

/** Something else is up in place of the question, which comes back first. */
function isCovered({ stage }: PollDocument): boolean {
  return stage === 'join' || stage === 'black'
}

function resultBefore({ past }: PollDocument, results: readonly Pick<Result, 'id'>[]): Command | undefined {
  const place = results.findIndex(({ id }) => id === past?.id)
  const before = results[(place < 0 ? results.length : place) - 1]
  return before && { name: 'showAgain', id: before.id }
}
