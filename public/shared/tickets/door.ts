/** Shows the field for a voting ticket where one is needed, and only then loads it. */
import type { Poll } from '../../../src/core/protocol/poll'
import type { ClientSocket } from '../connection/connection'
import { byId } from '../dom'
import { fillPart } from '../lazy'

/** A link with a ticket: `#ticket=CODE`. */
const LINK = /^#ticket=([^&]{1,40})/

export class TicketDoor {
  private readonly place = byId('ticket')
  /** The batch of which this browser holds a ticket. */
  private held: number | undefined
  /** The ticket in the address, which does not stay there. */
  private readonly linked = LINK.exec(location.hash)?.[1]

  /** @param taken a ticket is taken: a vote that waits for it can be sent */
  constructor(
    private readonly socket: () => ClientSocket,
    private readonly taken: () => void,
  ) {
    if (this.linked) history.replaceState(null, '', location.pathname + location.search)
  }

  /** Listens for tickets that another tab has taken, too. */
  listen(): void {
    const socket = this.socket()
    socket.on('ticketTaken', batch => {
      this.held = batch
      this.place.hidden = true
      this.taken()
    })
    if (this.linked) this.show()
  }

  /** `held`: the batch of this browser's ticket, as a snapshot says; null: it does not say. */
  update({ tickets, state }: Poll, held: number | null | undefined): void {
    if (held !== null) this.held = held
    if (tickets && tickets !== this.held && state === 'open') this.show()
    else if (!this.linked || this.held !== undefined) this.place.hidden = true
  }

  private show(): void {
    this.place.hidden = false
    fillPart<typeof import('../../tickets/main')>(this.place, ({ fillTicket }) =>
      fillTicket(this.place, this.socket(), this.linked),
    )
  }
}
