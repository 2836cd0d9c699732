/** Decides on the list of prepared questions, and corrects the wording of a question that is up. */
import { MAX_PREPARED_QUESTIONS } from '../limits/input-limits'
import { questionMark } from '../poll/results'
import type { Command, Question, Result } from '../protocol/poll'
import { refuse } from '../protocol/refusals'
import { withTexts } from '../question-types/registry'
import type { Decision, RoomDocument } from './document'

/** Bytes of all prepared questions together, as stored. A list that is already larger stays, but cannot grow. */
export const MAX_PREPARED_BYTES = 650_000

type Changed = (changes: Partial<RoomDocument>) => Decision
type ListCommand = Extract<Command, { name: 'prepare' | 'editPrepared' | 'removePrepared' | 'movePrepared' }>

/** Changes the prepared list; `next`, also that of `undo`, keeps pointing to the same question. */
export function decideList(room: RoomDocument, command: ListCommand, changed: Changed): Decision {
  const prepared = [...room.prepared]
  if (command.name === 'prepare') {
    const full = listProblem(prepared, command.questions)
    if (full) return refuse(full)
    return changed({ prepared: [...prepared, ...command.questions] })
  }
  const index = command.name === 'movePrepared' ? command.from : command.index
  const question = prepared[index]
  if (!question) return refuse('no-such-question')
  if (command.name === 'editPrepared') {
    prepared[index] = command.question
    const bytes = bytesOf(prepared)
    if (bytes > MAX_PREPARED_BYTES && bytes > bytesOf(room.prepared)) return refuse('list-too-large')
    return changed({ prepared })
  }
  prepared.splice(index, 1)
  if (command.name === 'movePrepared') {
    if (command.to >= room.prepared.length) return refuse('no-such-question')
    prepared.splice(command.to, 0, question)
  }
  const moved = (next: number) => {
    const upcoming = room.prepared[next]
    const place = upcoming ? prepared.indexOf(upcoming) : -1
    // It was the one that was removed: the one behind it comes next.
    return place >= 0 ? place : Math.min(next, prepared.length)
  }
  const { next, undo } = room
  return changed({ prepared, next: moved(next), undo: undo && { ...undo, next: moved(undo.next) } })
}

/** Why these questions cannot be appended to the list; undefined: they can. */
export function listProblem(
  prepared: readonly Question[],
  more: readonly Question[],
): 'list-full' | 'list-too-large' | undefined {
  if (prepared.length + more.length > MAX_PREPARED_QUESTIONS) return 'list-full'
  return bytesOf([...prepared, ...more]) > MAX_PREPARED_BYTES ? 'list-too-large' : undefined
}

function bytesOf(questions: readonly Question[]): number {
  return new TextEncoder().encode(JSON.stringify(questions)).length
}

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
  const bytes = bytesOf(prepared)
  if (bytes > MAX_PREPARED_BYTES && bytes > bytesOf(room.prepared)) return refuse('list-too-large')
  const decision = changed({
    poll: { ...room.poll, question: corrected(question), reworded: true },
    prepared,
    resultsRev: room.resultsRev + (past ? 1 : 0),
  })
  const result = results.find(({ id }) => id === past?.id)
  if (!decision.ok || !result) return decision
  return { ...decision, results: { correct: { ...result, question: corrected(result.question) } } }
}
