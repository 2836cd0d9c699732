/**
 * Voting tickets of one room: presenters make, list and stop them, people take one for their browser, and who holds
 * one may cast ballots. The ballot itself stays that of the browser: one browser has one ticket, and one ticket one
 * browser.
 */
import { randomBytes } from 'node:crypto'
import type { Budgets } from '../../rate-limiter'
import type { Misses } from '../../misses'
import { keyedHash, keyedNumber } from '../../credentials'
import type { Refusal, Reply } from '../../core/protocol/replies'
import type { TicketsSnapshot } from '../../core/protocol/snapshot'
import { refuse } from '../../core/protocol/refusals'
import type { RoomDocument } from '../../core/room/document'
import { ticketCode, ticketNumber } from '../../core/tickets/ticket-codes'
import {
  newTickets,
  stoppedTickets,
  voidRefusal,
  withOtherTickets,
  type TicketsDocument,
} from '../../core/room/tickets'
import type { Store } from '../../store/store'
import type { TicketGate } from '../room/feature-needs'
import type { LiveRoom, RoomServer, RoomSocket } from '../room/live-room'

/** Wrong tickets of one person: more are refused without a look at them, so that guessing finds none. */
export const TICKET_MISS_RATE = { perSecond: 1 / 60, burst: 10 }
/** Tickets in one answer: 6 KB, and some milliseconds of the process. */
const TICKETS_A_PAGE = 400

export interface TicketsParts {
  store: Store
  /** Keys the hashes under which holders are kept. */
  secret: Buffer
  /** Wrong codes and keys of addresses. */
  misses: Misses
  /** Wrong tickets of persons in all rooms, by their hashes. */
  missBudgets: Budgets
  /** Sends to all sockets of one person. */
  toPerson(person: string): Pick<RoomServer, 'emit'> | undefined
}

export class Tickets implements TicketGate {
  /** People of whom it is known here that they hold a ticket of this batch: as many as there are tickets, at most. */
  private readonly holders = new Set<string>()

  constructor(
    private readonly room: LiveRoom,
    private readonly parts: TicketsParts,
  ) {}

  /** For presenters: new tickets; all older ones are void. */
  async makeTickets({ batch, count }: { batch: number; count: number }): Promise<Reply<{ batch: number }>> {
    const secret = randomBytes(32).toString('hex')
    const refusal = await this.change(batch, tickets => newTickets(tickets, count, secret))
    return refusal ?? { ok: true, batch: batch + 1 }
  }

  /** For presenters: voting takes no tickets any more. */
  async stopTickets({ batch }: { batch: number }): Promise<Reply> {
    if (this.kept.count === 0) return refuse('tickets-off')
    return (await this.change(batch, stoppedTickets)) ?? { ok: true }
  }

  /** For presenters: codes from this number on. */
  listTickets({ from }: { from: number }): Reply<{ batch: number; tickets: string[]; next: number | null }> {
    const { batch, count, secret } = this.kept
    if (count === 0) return refuse('tickets-off')
    const keyed = keyedBy(secret)
    const end = Math.min(from + TICKETS_A_PAGE, count)
    const tickets: string[] = []
    for (let number = from; number < end; number++) tickets.push(ticketCode(number, keyed))
    return { ok: true, batch, tickets, next: end < count ? end : null }
  }

  /** For presenters: how many tickets are taken. */
  async countTickets(): Promise<Reply<{ used: number }>> {
    const { batch, count } = this.kept
    if (count === 0) return refuse('tickets-off')
    return { ok: true, used: await this.parts.store.countTickets(this.room.code, batch) }
  }

  /** Takes a ticket for the browser that sends it. The same one again is no mistake. */
  async useTicket({ data }: RoomSocket, ticket: string): Promise<Reply<{ tickets: number }>> {
    const { room } = this
    const { store, misses, missBudgets } = this.parts
    const { person, privateId, address } = data
    const { batch, count, secret } = this.kept
    if (count === 0) return refuse('tickets-off')
    if (!missBudgets.has(privateId)) return tooMany()
    const number = ticketNumber(ticket, count, keyedBy(secret))
    if (number === undefined) {
      missBudgets.take(privateId)
      return misses.missed(address) ?? refuse('wrong-ticket')
    }
    const outcome = await store.takeTicket(room.code, {
      batch,
      number,
      holder: this.holder(privateId, batch),
    })
    if (outcome === 'used') return refuse('ticket-used')
    if (outcome === 'second') return refuse('second-ticket')
    if (outcome === 'void') return refuse('wrong-ticket')
    this.noteHolder(privateId, batch)
    this.parts.toPerson(person)?.emit('ticketTaken', batch)
    return { ok: true, tickets: batch }
  }

  refusal(privateId: string): Promise<Refusal | undefined> | undefined {
    const { tickets, poll } = this.room.document
    if (poll.tickets === null) return undefined
    return this.refusalWith(privateId, voidRefusal(tickets, poll))
  }

  /** Reads whether this person holds a ticket, which the snapshot says. */
  async prepare({ data }: RoomSocket): Promise<void> {
    if (data.role === 'person') await this.holds(data.privateId)
  }

  snapshot({ data }: RoomSocket): TicketsSnapshot {
    return this.holders.has(data.privateId) ? { ticket: this.kept.batch } : {}
  }

  documentChanged({ tickets }: RoomDocument): void {
    if (this.kept.batch !== tickets.batch) this.holders.clear()
  }

  private get kept(): TicketsDocument {
    return this.room.document.tickets
  }

  private async refusalWith(privateId: string, refusal: Refusal | undefined): Promise<Refusal | undefined> {
    return refusal ?? ((await this.holds(privateId)) ? undefined : refuse('needs-ticket'))
  }

  /** It may have been taken on another node, or before this program started. */
  private async holds(privateId: string): Promise<boolean> {
    const { batch, count } = this.kept
    if (count === 0) return false
    if (this.holders.has(privateId)) return true
    const { store } = this.parts
    const isHolder = await store.holdsTicket(this.room.code, batch, this.holder(privateId, batch))
    if (isHolder) this.noteHolder(privateId, batch)
    return isHolder
  }

  /** New tickets may have been made meanwhile. */
  private noteHolder(privateId: string, batch: number): void {
    if (this.kept.batch === batch) this.holders.add(privateId)
  }

  private async change(
    batch: number,
    changed: (tickets: TicketsDocument) => TicketsDocument,
  ): Promise<Refusal | undefined> {
    const { room, parts } = this
    const refusal = await room.change(document =>
      document.tickets.batch === batch
        ? { ok: true, document: withOtherTickets(document, changed(document.tickets)) }
        : refuse('older-step'),
    )
    // Should it fail, the next ticket that is taken erases the same.
    if (!refusal) await parts.store.dropTickets(room.code, batch + 1).catch(() => undefined)
    return refusal
  }

  /** What nobody can tell from a browser, a ballot or another batch without the secret. */
  private holder(privateId: string, batch: number): string {
    return keyedHash(this.parts.secret, 'ticket', this.room.code, String(batch), privateId)
  }
}

function keyedBy(secret: string): (text: string) => number {
  const key = Buffer.from(secret, 'hex')
  return text => keyedNumber(key, text)
}

function tooMany(): Refusal {
  return {
    ...refuse('too-fast'),
    message: 'Too many wrong tickets were typed here. Wait a minute, compare yours, and try again.',
  }
}
