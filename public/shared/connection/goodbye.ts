/** Sends the goodbye of a closing page. */
import type { Socket } from 'socket.io-client'
import type { ClientEvents } from '../../../src/core/protocol/client-events'
import type { ServerEvents } from '../../../src/core/protocol/server-events'

/**
 * Sends an explicit goodbye, so that the hand is withdrawn at once; over long-polling a closing page can only send a
 * beacon.
 * It is marked, because it may arrive after the end of the last poll, when the server no longer knows its `sid`.
 */
export function sayGoodbye(socket: Socket<ServerEvents, ClientEvents>): void {
  const { engine } = socket.io
  // Of this type, because a beacon of plain text would hide the page's origin.
  const goodbye = new Blob(['41'], { type: 'application/json' })
  if (socket.connected && engine.transport.name === 'polling')
    navigator.sendBeacon(`${socket.io.opts.path}/?EIO=4&transport=polling&sid=${engine.id}&goodbye`, goodbye)
  socket.disconnect()
}
