/**
 * Joins what a newcomer is sent first: handshake and opening leave in one write, then entry, snapshot and greeting in
 * another, where each would be a write and a packet of the network of its own. Knows nothing of what is sent.
 */
import type { Socket as Connection } from 'engine.io'
import type { Duplex } from 'node:stream'

/** What of a connection and its WebSocket is looked at; undocumented, so each is looked for. */
interface Held {
  transport: {
    name: string
    writable: boolean
    socket?: { _socket?: { cork?(): void; uncork?(): void } }
  }
  flush(): void
}

/** What is written to a TCP connection in this turn of the event loop leaves at its end. */
export function writeAtEndOfTurn(tcp: Duplex): void {
  tcp.cork()
  setImmediate(() => tcp.uncork())
}

/** What is sent over a WebSocket in this turn of the event loop leaves at its end, in its order. */
export function sendAtEndOfTurn(connection: Connection): void {
  const held = connection as unknown as Held
  const { transport } = held
  if (transport.name !== 'websocket' || !transport.writable) return
  // Engine.IO keeps packets while its transport is not writable.
  transport.writable = false
  setImmediate(() => {
    transport.writable = true
    const tcp = transport.socket?._socket
    tcp?.cork?.()
    held.flush()
    tcp?.uncork?.()
  })
}
