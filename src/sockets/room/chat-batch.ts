/** Owns what a room's talkers are still to be told, in order. When it goes out is decided with the tally. */
import type { Connected, Delivery, Packet } from './broadcast'

interface Waiting {
  packet: Packet
  /** Who knows it already. */
  except?: Connected | undefined
}

export class Outbox {
  private waiting: Waiting[] = []

  push(packet: Packet, except?: Connected): void {
    this.waiting.push({ packet, except })
  }

  /**
   * Takes what waits and puts it behind what every socket is told in the same moment, so that each is written to once.
   * Whoever said a line is not told of it.
   */
  ride(deliveries: readonly Delivery[], talkers: ReadonlySet<Connected>): Delivery[] {
    const batch = this.waiting
    this.waiting = []
    if (batch.length === 0 || talkers.size === 0) return [...deliveries]
    const knowing = new Set(batch.map(({ except }) => except))
    return deliveries.flatMap(({ sockets, events }) => {
      const all = [...sockets]
      const told = (fits: (socket: Connected) => boolean, packets: Packet[]) => ({
        sockets: all.filter(fits),
        events: [...events, ...packets],
      })
      return [
        told(socket => !talkers.has(socket), []),
        told(
          socket => talkers.has(socket) && !knowing.has(socket),
          batch.map(({ packet }) => packet),
        ),
        ...[...knowing].flatMap(author =>
          author && talkers.has(author)
            ? told(
                socket => socket === author,
                batch.filter(({ except }) => except !== author).map(({ packet }) => packet),
              )
            : [],
        ),
      ]
    })
  }
}
