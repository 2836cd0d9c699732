/**
 * Sends the same events to many sockets: encoded once, in slices, so that acknowledgements slip between.
 * Knows nothing of what the events mean.
 */
import chunk from 'lodash/chunk'
import type { ServerEvents } from '../../core/protocol/server-events'
import { waitAtMost } from '../../with-timeout'
import { framesOf, isFree, writeDirectly, type Connected } from './direct-write'
import { endNow, MAX_UNSENT_BYTES, unsentBytes } from '../connection-limits'

export type { Connected }

/**
 * About so many sockets are written to before the event loop gets a turn; at most half as many more. At 5,000 voters:
 * p95 3 ms with 250, 8 with 500, 12 with 1,000.
 */
const SLICE_SIZE = 250
/** Packets that may wait for a socket; beyond, it reads too slowly and is ended. */
const MAX_WAITING = 64

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
    const frames = framesOf(packets)
    for (const slice of events.length > 0 ? slicesOf([...sockets]) : []) {
      if (busy > 0) await nextTurn()
      const start = performance.now()
      for (const socket of slice) sendOrClose(socket, packets, frames)
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
export function isIdle(socket: Connected): boolean {
  return waiting(socket.conn) === 0 && isFree(socket)
}

/** Resolves once nothing waits for any of the sockets: a long-polling one takes its news with its next request. */
export async function drained(sockets: Iterable<Connected>, timeoutMs: number): Promise<void> {
  const busy = [...sockets].filter(({ conn }) => waiting(conn) > 0)
  const all = Promise.all(busy.map(({ conn }) => new Promise(resolve => conn.once('drain', resolve))))
  await waitAtMost(all, timeoutMs)
}

/** Even ones, of about `SLICE_SIZE` sockets. */
function slicesOf(sockets: Connected[]): Connected[][] {
  const count = Math.max(1, Math.round(sockets.length / SLICE_SIZE))
  return chunk(sockets, Math.ceil(sockets.length / count))
}

function waiting(conn: Connected['conn']): number {
  return (conn as unknown as { writeBuffer: unknown[] }).writeBuffer.length
}

/** A Socket.IO packet: type EVENT in the main namespace. */
function encode(event: Packet): string {
  return '2' + JSON.stringify(event)
}

/** One socket that cannot be written to must not keep the news from the others. */
function sendOrClose(socket: Connected, packets: readonly string[], frames: Buffer): void {
  try {
    // Where something waits already, the packets wait behind it, and slow readers are found.
    if (!writeDirectly(socket, frames)) for (const packet of packets) socket.conn.write(packet)
  } catch {
    endNow(socket.conn)
  }
}
