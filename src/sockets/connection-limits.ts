/**
 * Bounds what one connection may make the server do and hold: packets over long-polling, attachments, and bytes that
 * wait for a client that does not read. A connection that exceeds a limit ends at once, without a closing handshake.
 */
import type { BaseServer, Socket as Connection } from 'engine.io'
import type { IncomingMessage } from 'node:http'
import type { Socket as TcpSocket } from 'node:net'
import type { Logger } from 'pino'
import { fullBucket, take, type Rate } from '../core/limits/token-bucket'

/** Bytes that may wait for a connection when more is to be sent to it. */
export const MAX_UNSENT_BYTES = 256 * 1024
/** Binary pieces of one packet; each may have the size of a message. No page of ours sends any. */
const MAX_ATTACHMENTS = 4
/** A packet that announces more attachments than that. */
const TOO_MANY_ATTACHMENTS = new RegExp(`^[56](?![1-${MAX_ATTACHMENTS}]-)`)
/** Requests for a namespace on one connection; there is only the main one. */
const MAX_CONNECTS = 10

/** Milliseconds between two log lines on connections that were ended. */
const LOG_INTERVAL_MS = 60_000

/** What of Engine.IO's transports and packets is looked at; undocumented, so each is looked for. */
interface Transport {
  name: string
  socket?: { terminate?(): void; _socket?: { writableLength?: number } }
  /** Of long-polling that is closing: ends it without waiting for the client's next poll. */
  shouldClose?: (() => void) | null
}
interface Packet {
  type: string
  data?: unknown
}

/** What is known of a connection. */
interface State {
  /** Bytes that wait in Engine.IO, to be handed to the transport. */
  queued: number
  /** TCP connections over which answers to long-polling were sent; a WebSocket has one of its own. */
  polls: Set<TcpSocket> | undefined
}

const states = new WeakMap<object, State>()

/** Why a connection was ended; `unread`: its client does not read. */
export type Excess = 'too fast' | 'unread'

/** Logs one line a minute on connections that were ended, however many there are. */
export function endingLog(logger: Logger): (why: Excess) => void {
  const counts: Record<Excess, number> = { 'too fast': 0, unread: 0 }
  let loggedAt = -Infinity
  return why => {
    counts[why]++
    const now = performance.now()
    if (now - loggedAt < LOG_INTERVAL_MS) return
    loggedAt = now
    logger.warn(
      { ...counts },
      'connections were ended: "too fast" by the measure of SOCKET_EVENTS, "unread" while more waited for them than they read',
    )
    counts['too fast'] = counts.unread = 0
  }
}

/** Holds every connection of the server to its limits, from its first packet on. */
export function limitConnections(engine: BaseServer, packetRate: Rate, ended: (why: Excess) => void): void {
  engine.on('connection', (connection: Connection) => {
    const state: State = { queued: 0, polls: undefined }
    states.set(connection, state)
    const bucket = fullBucket(packetRate, performance.now())
    const isAllowed = namespaceRule()
    let isEnding = false
    const end = (why: Excess) => {
      if (isEnding) return
      isEnding = true
      ended(why)
      // Not amid what is being sent or received.
      process.nextTick(() => endNow(connection))
    }
    connection.on('packet', ({ type, data }: Packet) => {
      // Frames of a WebSocket are counted where they arrive.
      const isWithinRate =
        transportOf(connection).name === 'websocket' || take(bucket, packetRate, performance.now())
      if (isWithinRate && (type !== 'message' || typeof data !== 'string' || isAllowed(data))) return
      ended('too fast')
      endNow(connection)
    })
    const { transport } = connection
    if (transportOf(connection).name === 'polling')
      transport.on('packet', () => {
        // While it is closing Engine.IO still reads what is sent to it, and drops each packet without a word.
        if (connection.readyState === 'open' || take(bucket, packetRate, performance.now())) return
        end('too fast')
      })
    connection.on('packetCreate', ({ data }: Packet) => {
      if (unsentBytes(connection) > MAX_UNSENT_BYTES) end('unread')
      state.queued += sizeOf(data)
    })
    connection.on('flush', () => void (state.queued = 0))
  })
  engine.on('headers', (_headers: unknown, request: IncomingMessage & { _query?: { sid?: string } }) => {
    const { clients } = engine as unknown as { clients: Record<string, Connection> }
    const connection = clients[request._query?.sid ?? '']
    const state = connection && request.method === 'GET' ? states.get(connection) : undefined
    if (state) (state.polls ??= new Set()).add(request.socket)
  })
}

/**
 * A connection enters the main namespace once: each entry would be another socket that is counted and written to. To be
 * asked before the packet is parsed: Socket.IO takes any number of entries while it still decides on the first.
 */
function namespaceRule(): (packet: string) => boolean {
  let connects = 0
  let hasEntered = false
  return packet => {
    if (TOO_MANY_ATTACHMENTS.test(packet)) return false
    // Socket.IO reads every packet that begins with no other number as one of these, also an empty one.
    if (/^[1-6]/.test(packet)) return true
    const isMain = !/^[^]\/[^,]/.test(packet)
    if (++connects > MAX_CONNECTS || (isMain && hasEntered)) return false
    hasEntered ||= isMain
    return true
  }
}

/** Ends a connection at once. Its page comes back by itself. */
export function endNow(connection: Connection): void {
  const { socket, shouldClose } = transportOf(connection)
  const polls = states.get(connection)?.polls ?? []
  if (shouldClose) shouldClose()
  else connection.close(true)
  socket?.terminate?.()
  for (const poll of polls) if (poll.writableLength > 0) poll.destroy()
}

/** Bytes that were sent to this connection and have not left the process. */
export function unsentBytes(connection: Connection): number {
  const state = states.get(connection)
  let bytes = (state?.queued ?? 0) + (transportOf(connection).socket?._socket?.writableLength ?? 0)
  for (const poll of state?.polls ?? [])
    if (!poll.destroyed && poll.writableLength > 0) bytes += poll.writableLength
    else state!.polls!.delete(poll)
  return bytes
}

function transportOf(connection: Connection): Transport {
  return connection.transport
}

function sizeOf(data: unknown): number {
  return typeof data === 'string' || Buffer.isBuffer(data) ? Buffer.byteLength(data) : 0
}
