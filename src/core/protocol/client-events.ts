/**
 * The types of the events that pages send, for both ends of the connection: derived from the schemas and the replies.
 */
import type { EventReplies } from './event-replies'
import type { Answer, Reply } from './replies'
import type { EventInputs, EventName } from './schemas'

/** The answer to this event. */
export type EventReply<E extends EventName> = Reply<EventReplies[E] extends object ? EventReplies[E] : object>

/** The arguments of an event, without the answer callback. */
export type EventArguments<E extends EventName> = E extends 'chat message'
  ? [text: string, options: Omit<EventInputs[E], 'text'>]
  : EventInputs[E] extends undefined
    ? []
    : [input: EventInputs[E]]

/** Every event with its arguments and its answer, in the form of Socket.IO's types. */
export type ClientEvents = {
  [E in EventName]: EventReplies[E] extends object
    ? (...args: [...EventArguments<E>, answer: Answer<EventReplies[E]>]) => void
    : (...args: EventArguments<E>) => void
} & {
  /** The workshop's `socket.send('voteCast', 'B')`, translated into `castVote`. */
  message: (name: 'voteCast', vote: string, answer?: Answer<EventReplies['castVote']>) => void
}
