/** Removes a person from the room for good: a button of the crew asks first, and says what it means. */
import type { Reply } from '../../../src/core/protocol/replies'
import { confirmFirst } from '../confirm'
import type { ClientSocket } from '../connection/connection'
import { answerTo, ANSWER_TIMEOUT_MS, sentenceOf } from '../connection/request'
import { removalWords as words } from './words'

export interface Removing {
  socket: ClientSocket
  /** The person by the public id, and the name that this page shows. */
  person: { id: string; name: string }
  said: (sentence: string) => void
}

/** Has a button remove this person, once it was asked for again. */
export function removesPerson(button: HTMLButtonElement, { socket, person, said }: Removing): void {
  const { id, name } = person
  const remove = async () => {
    const reply: Reply = await answerTo(
      socket.timeout(ANSWER_TIMEOUT_MS).emitWithAck('removePerson', { id }),
      words.noAnswer,
    )
    said(reply.ok ? words.hasRemoved(name) : sentenceOf(reply))
  }
  confirmFirst(button, {
    question: () => words.reallyRemove(name),
    yes: words.yesRemove,
    act: () => void remove(),
  })
}
