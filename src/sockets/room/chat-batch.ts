/**
 * What a room's pages with the chat open are still to be sent, in order. When it goes out is decided with the tally.
 */
import partition from 'lodash/partition'
import type { Connected, Delivery, Packet } from './broadcast'

export class ChatBatch {
  private waiting: Packet[] = []

  push(packet: Packet): void {
    this.waiting.push(packet)
  }

  /**
   * Takes what waits and adds it behind what every socket is sent in the same moment, so that each is written to once.
   * `talkers`: the sockets that have the chat open.
   */
  addTo(deliveries: readonly Delivery[], talkers: ReadonlySet<Connected>): Delivery[] {
    const batch = this.waiting
    this.waiting = []
    if (batch.length === 0 || talkers.size === 0) return [...deliveries]
    return deliveries.flatMap(({ sockets, events }) => {
      const [open, closed] = partition([...sockets], socket => talkers.has(socket))
      return [
        { sockets: closed, events },
        { sockets: open, events: [...events, ...batch] },
      ]
    })
  }
}
