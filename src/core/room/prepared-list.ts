/** Decides on the list of prepared questions. */
import { MAX_PREPARED_QUESTIONS } from '../limits/input-limits'
import type { Question } from '../protocol/poll'
import type { Command } from '../protocol/presenter'
import { refuse } from '../protocol/refusals'
import type { Decision, RoomDocument } from './document'

/** Bytes of all prepared questions together, as stored. A list that is already larger stays, but cannot grow. */
export const MAX_PREPARED_BYTES = 650_000

/** The document with these changes, as the next step. */
export type Changed = (changes: Partial<RoomDocument>) => Decision
type ListCommand = Extract<Command, { name: 'prepare' | 'editPrepared' | 'removePrepared' | 'movePrepared' }>

/** Changes the prepared list; `next`, also that of `undo`, keeps pointing to the same question. */
export function decideList(room: RoomDocument, command: ListCommand, changed: Changed): Decision {
  const [prepared, preparedIds] = [[...room.prepared], [...room.preparedIds]]
  if (command.name === 'prepare') {
    const full = listProblem(prepared, command.questions)
    if (full) return refuse(full)
    const { lastPreparedId } = room
    const ids = command.questions.map((_question, place) => lastPreparedId + place + 1)
    return changed({
      prepared: [...prepared, ...command.questions],
      preparedIds: [...preparedIds, ...ids],
      lastPreparedId: lastPreparedId + ids.length,
    })
  }
  const index = command.name === 'movePrepared' ? command.from : command.index
  const question = prepared[index]
  if (!question) return refuse('no-such-question')
  if (command.name === 'editPrepared') {
    prepared[index] = command.question
    if (isTooLarge(prepared, room.prepared)) return refuse('list-too-large')
    return changed({ prepared })
  }
  prepared.splice(index, 1)
  const [id] = preparedIds.splice(index, 1)
  if (command.name === 'movePrepared') {
    if (command.to >= room.prepared.length) return refuse('no-such-question')
    prepared.splice(command.to, 0, question)
    preparedIds.splice(command.to, 0, id!)
  }
  const moved = (next: number) => {
    const upcoming = room.prepared[next]
    const place = upcoming ? prepared.indexOf(upcoming) : -1
    // It was the one that was removed: the one behind it comes next.
    return place >= 0 ? place : Math.min(next, prepared.length)
  }
  const { next, undo } = room
  return changed({
    prepared,
    preparedIds,
    next: moved(next),
    undo: undo && { ...undo, next: moved(undo.next) },
  })
}

/** Why these questions cannot be appended to the list; undefined: they can. */
export function listProblem(
  prepared: readonly Question[],
  more: readonly Question[],
): 'list-full' | 'list-too-large' | undefined {
  if (prepared.length + more.length > MAX_PREPARED_QUESTIONS) return 'list-full'
  return bytesOf([...prepared, ...more]) > MAX_PREPARED_BYTES ? 'list-too-large' : undefined
}

/** Whether the list has become too large to be kept: one that was already may stay, but not grow. */
export function isTooLarge(now: readonly Question[], before: readonly Question[]): boolean {
  const bytes = bytesOf(now)
  return bytes > MAX_PREPARED_BYTES && bytes > bytesOf(before)
}

function bytesOf(questions: readonly Question[]): number {
  return new TextEncoder().encode(JSON.stringify(questions)).length
}
