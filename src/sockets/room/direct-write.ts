/**
 * Writes past Engine.IO, straight to the TCP connection of a WebSocket on which nothing waits: about an eighth less
 * CPU a tally that is delivered, measured by `npm run bench`. Whatever it cannot do is for the caller to send in the
 * usual way.
 */
import type { Socket } from 'socket.io'
import * as ws from 'ws'

/** What of a socket is written to. */
export type Connected = Pick<Socket, 'conn'>

/** WebSocket.readyState of a connection that can be written to. */
const OPEN = 1
/** A whole text message in one frame; what a server sends is not masked. */
const TEXT = { fin: true, opcode: 1, rsv1: false, mask: false, readOnly: false }

/** The first byte of such a frame, and the most bytes whose length is its second. */
const FINAL_TEXT = 0x81
const MAX_SHORT_FRAME = 125

/** What `ws` exports and its type definitions do not know. */
const { Sender } = ws as unknown as {
  Sender: { frame(data: Buffer, options: typeof TEXT): Buffer[] }
}

/** What of Engine.IO's transports is looked at; undocumented, so each is looked for. */
interface Transport {
  name: string
  writable: boolean
  perMessageDeflate: unknown
  socket?: { readyState: number; _socket?: { writableLength?: number; write?(frames: Buffer): boolean } }
}

/** Socket.IO packets, encoded, as WebSocket frames around Engine.IO messages. */
export function framesOf(packets: readonly string[]): Buffer {
  return Buffer.concat(packets.flatMap(packet => Sender.frame(Buffer.from('4' + packet), TEXT)))
}

/** One Socket.IO packet as such a frame: at once where it is short, as the length of the frame is one byte then. */
export function frameOf(packet: string): Buffer {
  const length = Buffer.byteLength(packet) + 1
  if (length > MAX_SHORT_FRAME) return framesOf([packet])
  const frame = Buffer.allocUnsafe(2 + length)
  frame[0] = FINAL_TEXT
  frame[1] = length
  frame.write('4' + packet, 2)
  return frame
}

/** Writes the frames if nothing waits on this connection. Returns whether it did. */
export function writeDirectly({ conn }: Connected, frames: Buffer): boolean {
  const transport = conn.transport as unknown as Transport
  const webSocket = transport.socket
  const connection = webSocket?._socket
  if (
    !transport.writable ||
    conn.readyState !== 'open' ||
    transport.name !== 'websocket' ||
    transport.perMessageDeflate ||
    webSocket?.readyState !== OPEN ||
    connection?.writableLength !== 0 ||
    typeof connection.write !== 'function'
  )
    return false
  connection.write(frames)
  return true
}

/** Whether what is written to this connection now leaves now. */
export function isFree({ conn }: Connected): boolean {
  const { writable, socket } = conn.transport as unknown as Transport
  return writable && (socket?._socket?.writableLength ?? 0) === 0
}
