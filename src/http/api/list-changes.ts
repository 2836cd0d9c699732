/** Changes the list of prepared questions, whoever else changes it at the same moment. */
import type { Question } from '../../core/protocol/poll'
import type { Command } from '../../core/protocol/presenter'
import type { Refusal } from '../../core/protocol/replies'
import type { DrivenRoom } from './driven-room'

/**
 * Changes the list; what names a question by its id means it wherever it stands by then. Whoever comes too late tries
 * again: somebody else has got on, so this ends.
 */
export async function changedList(
  room: DrivenRoom,
  meant: () => Command | Refusal,
): Promise<Refusal | undefined> {
  for (;;) {
    const command = meant()
    if ('ok' in command) return command
    const { poll, step } = room.document
    const reply = await room.command({ pollId: poll.pollId, step, command })
    if (reply.ok) return undefined
    if (reply.code !== 'older-step') return reply
  }
}

/** Adds questions behind the others; answers their ids. */
export async function addedTo(room: DrivenRoom, questions: Question[]): Promise<{ ids: string[] } | Refusal> {
  let before = 0
  const refusal = await changedList(room, () => {
    // Read with the step: ids are given in turn.
    before = room.document.lastPreparedId
    return { name: 'prepare', questions }
  })
  return refusal ?? { ids: questions.map((_question, place) => String(before + place + 1)) }
}
