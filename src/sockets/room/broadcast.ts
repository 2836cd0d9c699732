/**
 * Owns sending the same events to many sockets: encoded once, in slices, so that acknowledgements slip between.
 * Knows nothing of what the events mean.
 */
import chunk from 'lodash/chunk'
import { setTimeout as delay } from 'node:timers/promises'
import type { Socket } from 'socket.io'
import type { ServerEvents } from '../../core/protocol/events'
import { endNow, MAX_UNSENT_BYTES, unsentBytes } from '../connection-limits'

/** About so many sockets are written to before the event loop gets a turn; at most half as many more. At 5,000 voters: p95 3 ms with 250, 8 with 500, 12 with 1,000. */
const SLICE = 250
/** WebSocket.readyState of a line that can be written to. */
const OPEN = 1
/** Packets that may wait for a socket; beyond, it reads too slowly and is ended. */
const MAX_WAITING = 64

/** What of a socket is written to. */
export type Connected = Pick<Socket, 'conn'>

export type Packet = {
  [Name in keyof ServerEvents]: [Name, ...Parameters<ServerEvents[Name]>]
}[keyof ServerEvents]

/** The same events for some sockets. */
export interface Delivery<S extends Connected = Connected> {
  sockets: Iterable<S>
  events: readonly Packet[]
}

const nextTurn = () => new Promise(resolve => setImmediate(resolve))

/** Sends the events to every socket, in order. Resolves to the milliseconds this kept the process busy. */
export async function broadcast(sockets: Iterable<Connected>, events: readonly Packet[]): Promise<number> {
  return deliver([{ sockets, events }])
}

/** Sends each delivery to its sockets, all in one go. Resolves to the milliseconds this kept the process busy. */
export async function deliver(deliveries: readonly Delivery[]): Promise<number> {
  let busy = 0
  for (const { sockets, events } of deliveries) {
    const packets = events.map(encode)
    const frame = Buffer.concat(packets.map(webSocketFrame))
    for (const slice of events.length > 0 ? slicesOf([...sockets]) : []) {
      if (busy > 0) await nextTurn()
      const start = performance.now()
      for (const socket of slice) sendOrClose(socket, packets, frame)
      busy += performance.now() - start
    }
  }
  return busy
}

/** Ends the sockets that read too slowly; their pages come back by themselves to a snapshot. */
export function endSlowReaders(sockets: Iterable<Connected>): void {
  for (const { conn } of sockets)
    if (waiting(conn) > MAX_WAITING || unsentBytes(conn) > MAX_UNSENT_BYTES) endNow(conn)
}

/** Whether nothing waits for this socket: what is written now leaves now. */
export function isIdle({ conn }: Connected): boolean {
  const { writable, socket } = conn.transport as unknown as WebSocketTransport
  return waiting(conn) === 0 && writable && (socket?._socket?.writableLength ?? 0) === 0
}

/** Resolves once nothing waits for any of the sockets: a long-polling one takes its news with its next request. */
export async function drained(sockets: Iterable<Connected>, longest: number): Promise<void> {
  const busy = [...sockets].filter(({ conn }) => waiting(conn) > 0)
  const all = Promise.all(busy.map(({ conn }) => new Promise(resolve => conn.once('drain', resolve))))
  await Promise.race([all, delay(longest, undefined, { ref: false })])
}

/** Even ones, of about `SLICE` sockets. */
function slicesOf(sockets: Connected[]): Connected[][] {
  const count = Math.max(1, Math.round(sockets.length / SLICE))
  return chunk(sockets, Math.ceil(sockets.length / count))
}

function waiting(conn: Connected['conn']): number {
  return (conn as unknown as { writeBuffer: unknown[] }).writeBuffer.length
}

/** A Socket.IO packet: type EVENT in the main namespace. */
function encode(event: Packet): string {
  return '2' + JSON.stringify(event)
}

/** The packet as one unmasked WebSocket text frame (RFC 6455, 5.2) around an Engine.IO message. */
function webSocketFrame(packet: string): Buffer {
  const payload = Buffer.from('4' + packet)
  const size = payload.length
  const header =
    size < 126
      ? Buffer.from([0x81, size])
      : size < 65_536
        ? Buffer.from([0x81, 126, size >> 8, size & 255])
        : Buffer.concat([Buffer.from([0x81, 127]), uint64(size)])
  return Buffer.concat([header, payload])
}

function uint64(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(value))
  return bytes
}

/** What of Engine.IO's WebSocket transport the short way needs; undocumented, so looked for each time. */
interface WebSocketTransport {
  name: string
  writable: boolean
  perMessageDeflate: unknown
  socket?: { readyState: number; _socket?: { writableLength?: number; write?(frame: Buffer): boolean } }
}

/** One socket that cannot be written to must not keep the news from the others. */
function sendOrClose(socket: Connected, packets: readonly string[], frame: Buffer): void {
  try {
    send(socket, packets, frame)
  } catch {
    endNow(socket.conn)
  }
}

/**
 * Writes the frame straight to the line where it is free (about an eighth less CPU than through Engine.IO); else
 * queues the packets behind what is waiting, where slow readers are found.
 */
function send(socket: Connected, packets: readonly string[], frame: Buffer): void {
  const { conn } = socket
  const transport = conn.transport as unknown as WebSocketTransport
  const webSocket = transport.socket
  const line = webSocket?._socket
  if (
    transport.writable &&
    conn.readyState === 'open' &&
    transport.name === 'websocket' &&
    !transport.perMessageDeflate &&
    webSocket?.readyState === OPEN &&
    line?.writableLength === 0 &&
    typeof line.write === 'function'
  )
    line.write(frame)
  else for (const packet of packets) conn.write(packet)
}
