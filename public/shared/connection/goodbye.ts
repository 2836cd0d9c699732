/** How a page that closes says so. */
import type { Socket } from 'socket.io-client'
import type { ClientEvents } from '../../../src/core/protocol/client-events'
import type { ServerEvents } from '../../../src/core/protocol/events'

/**
 * An explicit goodbye, so that the hand falls at once; over long-polling only a beacon still leaves a closing page.
 * It is marked, for it may reach the server behind the end of the last poll, when nobody knows its `sid` any more.
 */
export function sayGoodbye(socket: Socket<ServerEvents, ClientEvents>): void {
  const { engine } = socket.io
  // Of this type, for a beacon of plain text would hide the page's origin.
  const goodbye = new Blob(['41'], { type: 'application/json' })
  if (socket.connected && engine.transport.name === 'polling')
    navigator.sendBeacon(`${socket.io.opts.path}/?EIO=4&transport=polling&sid=${engine.id}&goodbye`, goodbye)
  socket.disconnect()
}
