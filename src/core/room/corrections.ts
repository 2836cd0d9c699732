/** Corrects the question that is up, its texts and what is right: its votes stay, and an earlier result keeps it for good. */
import { questionMark } from '../poll/question-mark'
import type { Question } from '../protocol/poll'
import type { Result } from '../protocol/results'
import type { Command } from '../protocol/presenter'
import { refuse } from '../protocol/refusals'
import { typed, typeOf, withTexts } from '../question-types/registry'
import type { Circumstances, Decision, RoomDocument } from './document'
import type { PollDocument } from './poll-document'
import { isTooLarge, type Changed } from './prepared-list'

/**
 * Corrects the texts of the current question, of the same question in the list, and of an earlier result on show: also
 * the names of a scale's ends and a unit. While it is open, choices may be added behind the others.
 */
export function reworded(
  room: RoomDocument,
  { text, choices, explanation, answer }: Extract<Command, { name: 'reword' }>,
  results: readonly Result[],
  changed: Changed,
): Decision {
  const { question, past, state } = room.poll
  const isLonger = choices.length !== question.choices.length
  const texts = { text, choices, explanation }
  if ((isLonger && state === 'closed') || !withTexts(question, texts)) return refuse('other-letters')
  if (!withTexts(question, { ...texts, answer })) return refuse('other-shape')
  const mark = questionMark(question)
  const corrected = (each: Question): Question => withTexts(each, { ...texts, answer }) ?? each
  const prepared = room.prepared.map(each => (questionMark(each) === mark ? corrected(each) : each))
  if (isTooLarge(prepared, room.prepared)) return refuse('list-too-large')
  const decision = changed({
    poll: { ...room.poll, question: corrected(question), reworded: true },
    prepared,
    resultsRev: room.resultsRev + (past ? 1 : 0),
  })
  const result = results.find(({ id }) => id === past?.id)
  if (!decision.ok || !result) return decision
  return { ...decision, results: { correct: [{ ...result, question: corrected(result.question) }] } }
}

/** Marks what is right, for good where an earlier result is shown again; or says why it cannot be. */
export function markedRight(
  room: RoomDocument,
  marked: string | null,
  { results = [] }: Circumstances,
  polled: (changes: Partial<PollDocument>) => Decision,
): Decision {
  const { question, past } = room.poll
  const type = typeOf(question)
  const right = marked === null ? null : type.readRight(typed(question), marked)
  if (right === undefined) return refuse('cannot-be-right')
  // Some options depend on what is right: an order that is to be right has all places.
  if (!type.readOptions({ ...typed(question).answer }, { ...question, right }))
    return refuse('cannot-be-right')
  const decision = polled({ question: { ...question, right } })
  const result = results.find(({ id }) => id === past?.id)
  if (!decision.ok || !result) return decision
  const document = { ...decision.document, resultsRev: room.resultsRev + 1 }
  return {
    ...decision,
    document,
    results: { correct: [{ ...result, question: { ...result.question, right } }] },
  }
}
