/**
 * Voting tickets: whoever holds one may cast a ballot. A question that is asked while a room has tickets takes ballots
 * with those alone; the one that is up when they are made or stopped keeps to what it was asked with. Nothing lists the
 * tickets: they follow from the secret, see `core/tickets/ticket-codes.ts`.
 */
import type { PresenterState } from '../protocol/presenter'
import type { Refusal } from '../protocol/replies'
import { refuse } from '../protocol/refusals'
import type { PollDocument } from './poll-document'

/** What a document has of its voting tickets. */
export interface TicketsDocument {
  /** Grows whenever tickets are made or stopped: older ones are void. */
  batch: number
  /** How many there are; 0: voting takes none. */
  count: number
  /** Keys their codes; '': there are none. In hexadecimal. */
  secret: string
}

/** What a poll has in the place of a batch that is void: those that are made begin with 1. */
const VOID_BATCH = 0

/** Those of a new room: none. */
export const NO_TICKETS: TicketsDocument = { batch: 0, count: 0, secret: '' }

/** New tickets in the place of all older ones. */
export function newTickets({ batch }: TicketsDocument, count: number, secret: string): TicketsDocument {
  return { batch: batch + 1, count, secret }
}

/** The tickets stopped: all are void. */
export function stoppedTickets(tickets: TicketsDocument): TicketsDocument {
  return tickets.count === 0 ? tickets : { ...NO_TICKETS, batch: tickets.batch + 1 }
}

/**
 * The room with other tickets, or none. A poll that took the earlier ones, and the one that "undo" would put back, takes
 * no more ballots: there are never more of them than tickets.
 */
export function withOtherTickets<
  Room extends { tickets: TicketsDocument; poll: PollDocument; undo: { poll: PollDocument } | null },
>(room: Room, tickets: TicketsDocument): Room {
  const voided = (poll: PollDocument) => (poll.tickets === null ? poll : { ...poll, tickets: VOID_BATCH })
  const { poll, undo } = room
  return { ...room, tickets, poll: voided(poll), undo: undo && { ...undo, poll: voided(undo.poll) } }
}

/** The poll as it is asked in a room with these tickets. Hands belong to connections: they take none. */
export function withTickets({ batch, count }: TicketsDocument, poll: PollDocument): PollDocument {
  return count > 0 && poll.question.kind === 'ballot' && !poll.past ? { ...poll, tickets: batch } : poll
}

/** Why the poll takes no ballots at all: its tickets are void by now. */
export function voidRefusal({ batch, count }: TicketsDocument, poll: PollDocument): Refusal | undefined {
  if (poll.tickets === null || (count > 0 && poll.tickets === batch)) return undefined
  return refuse('tickets-changed')
}

/** What presenters are told of them; the codes are listed for those who ask. */
export function ticketsState({ batch, count }: TicketsDocument): PresenterState['tickets'] {
  return { batch, count }
}
