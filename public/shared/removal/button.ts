/** Removes a person from the room for good: a button of the crew asks first, and says what it means. */
import type { EventReply } from '../../../src/core/protocol/client-events'
import type { EventInputs } from '../../../src/core/protocol/schemas'
import { confirmFirst } from '../confirm'
import type { ClientSocket } from '../connection/connection'
import { answerTo, ANSWER_TIMEOUT_MS, sentenceOf } from '../connection/request'
import { pill } from '../dom'
import { removalWords as words } from './words'

type Meant = EventInputs['removePerson']

export interface Removing {
  socket: ClientSocket
  /** The person by the public id, and the name that this page shows. */
  person: { id: string; name: string }
  said: (sentence: string) => void
}

/** Has a button remove this person, once it was asked for again. */
export function removesPerson(button: HTMLButtonElement, { socket, person, said }: Removing): void {
  const { id, name } = person
  confirmFirst(button, {
    question: () => words.reallyRemove(name),
    yes: words.yesRemove,
    act: () => void remove(socket, { id }, words.hasRemoved(name)).then(said),
    more: {
      yes: words.yesHide,
      act: () => void remove(socket, { id, hide: true }, words.hasRemoved(name)).then(said),
    },
  })
}

/** What somebody said of whom nobody is told who it is. */
export interface AuthorRemoving {
  socket: () => ClientSocket
  /** What was asked or answered, as it is now. */
  said: () => { kind: 'ask' | 'answer'; text: string; meant: Exclude<Meant, { id: string }> }
  /** The button's name for a screen reader. */
  name: (text: string) => string
  /** Tells what came of it. */
  tell: (sentence: string) => void
}

/** A button that removes whoever asked or answered something, once it was asked for again. */
export function authorRemover({ socket, said, name, tell }: AuthorRemoving): HTMLButtonElement {
  const act = (hide: boolean) => {
    const { kind, meant } = said()
    void remove(socket(), { ...meant, hide }, words.hasRemovedAuthor[kind]).then(tell)
  }
  const button = pill(words.removeAuthor[said().kind], () => undefined, name(said().text))
  confirmFirst(button, {
    question: () => words.reallyRemoveAuthor[said().kind](said().text),
    yes: words.yesRemove,
    act: () => act(false),
    more: { yes: words.yesHide, act: () => act(true) },
  })
  return button
}

/** Resolves to the sentence that says what came of it. */
async function remove(socket: ClientSocket, meant: Meant, done: string): Promise<string> {
  if (!socket.connected) return words.noLine
  const asked = socket.timeout(ANSWER_TIMEOUT_MS).emitWithAck('removePerson', meant)
  const reply: EventReply<'removePerson'> = await answerTo(asked, words.noAnswer)
  if (!reply.ok) return sentenceOf(reply)
  return reply.hidden ? `${done} ${words.hidden(reply.hidden)}` : done
}
