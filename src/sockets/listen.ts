/** Owns the one door for every connection and event: origin, handshake, budget, parse, one try/catch, one reply. */
import type { IncomingMessage, Server as HttpServer } from 'node:http'
import type { Logger } from 'pino'
import { Server } from 'socket.io'
import type { Config } from '../config'
import { fullBucket, take, type Rate } from '../core/budget'
import type { Reply, Snapshot } from '../core/events'
import { parseHandshake, parseNothing } from '../core/parse'
import { refuse } from '../core/refusals'
import { addressOf, isOwnOrigin, type Trust } from '../request'
import { AddressBudget } from './budget'
import { translate } from './classic'
import { on, type EventHandler, type Feature, type RoomServer, type RoomSocket } from './feature'
import { createRooms, type Rooms } from './room'

/** Bytes of one message; above, the connection is closed. */
const MAX_PAYLOAD = 16 * 1024
/** Refusals in a row because of the budget before the connection is closed. */
const MAX_EXCESS = 1000
/** A rate's seconds that may come at once. */
const BURST_SECONDS = 10

/** What Engine.IO tells of a request it refuses. */
interface ConnectionError {
  req?: IncomingMessage
  context?: { sid?: string }
}

export interface Listening {
  io: RoomServer
  rooms: Rooms
}

/** Attaches Socket.IO to the server and mounts the features. */
export function listen(
  server: HttpServer,
  features: readonly Feature[],
  { config, logger, trust }: { config: Config; logger: Logger; trust: Trust },
): Listening {
  const rateOf = (perSecond: number): Rate => ({ perSecond, burst: perSecond * BURST_SECONDS })
  const socketRate = rateOf(config.socketEvents)
  const eventsOf = new AddressBudget(rateOf(config.addressEvents))
  const connectionsOf = new AddressBudget(rateOf(config.addressConnections))
  const refusedOrigins = new Set<string>()

  const io: RoomServer = new Server(server, {
    path: `${config.basePath}/socket.io`,
    maxHttpBufferSize: MAX_PAYLOAD,
    connectTimeout: 10_000,
    allowRequest(request, answer) {
      if (!isOwnOrigin(request, config.publicUrl, trust)) {
        logOnce(request.headers.origin ?? '')
        answer('This page may not connect here.', false)
      } else if (connectionsOf.take(addressOf(request, trust))) answer(null, true)
      else answer('Too many connections from this address. Try again in a moment.', false)
    },
  })

  function logOnce(origin: string): void {
    if (refusedOrigins.has(origin) || refusedOrigins.size > 100) return
    refusedOrigins.add(origin)
    logger.warn({ origin }, 'refused a page of another origin; if it is yours, set PUBLIC_URL to its address')
  }

  const rooms = createRooms(features, config.handHold)
  const handlers = new Map<string, EventHandler>(
    features.flatMap(feature => Object.entries(feature.events ?? {})),
  )
  handlers.set(
    'getSnapshot',
    on(parseNothing, (room, socket): Reply<{ snapshot: Snapshot }> => {
      return { ok: true, snapshot: rooms.snapshot(room, socket) }
    }),
  )

  io.use((socket, next) => {
    const refusal = admit(socket)
    next(refusal && Object.assign(new Error(refusal.message), { data: refusal }))
  })

  function admit(socket: RoomSocket) {
    const handshake = parseHandshake(socket.handshake.auth)
    if (!handshake.ok) return handshake
    const { tab, browser, room: code = '', screen = false } = handshake.value
    const room = rooms.find(code)
    if ('ok' in room) return room
    Object.assign(socket.data, {
      tab: screen ? undefined : tab,
      person: browser ?? tab ?? socket.id,
      screen,
      classic: !tab && !screen,
      address: addressOf(socket.request, trust),
      budget: fullBucket(socketRate, performance.now()),
      excess: 0,
      room,
    })
    return undefined
  }

  // Over long-polling a closing page's goodbye may come behind the end of its last poll.
  io.engine.on('connection_error', ({ req, context }: ConnectionError) => {
    if (context?.sid && /[?&]goodbye\b/.test(req?.url ?? '')) rooms.goodbye(context.sid)
  })

  io.on('connection', socket => {
    socket.handshake.auth = {} // credentials are kept in one place only
    socket.onAny((name: string, ...args: unknown[]) => receive(socket, name, args))
    socket.on('disconnect', reason => rooms.leave(socket, reason))
    guarded('join', () => rooms.join(socket))
  })

  function receive(socket: RoomSocket, name: string, args: unknown[]): void {
    // A packet behind its sender's own goodbye still arrives here; a socket that left changes nothing.
    if (!socket.data.room.sockets.has(socket)) return
    const last = args.at(-1)
    const answer = typeof last === 'function' ? (args.pop() as (reply: Reply<object>) => void) : undefined
    const reply = replyTo(socket, name, args)
    if (!reply) return
    if (answer) answer(reply)
    else if (!reply.ok && socket.data.classic) socket.emit('statusMessage', reply.message)
  }

  function replyTo(socket: RoomSocket, name: string, args: unknown[]): Reply<object> | undefined {
    const { data } = socket
    if (!isWithinBudget(socket)) {
      if (++data.excess > MAX_EXCESS) socket.conn.close(true)
      return refuse('too-fast')
    }
    data.excess = 0
    const [event, input] = data.classic ? translate(data.room, name, args) : [name, args[0]]
    const handler = handlers.get(event)
    if (!handler) return undefined
    const parsed = handler.parse(input)
    if (!parsed.ok) return parsed
    return guarded(event, () => handler.decide(data.room, socket, parsed.value)) ?? refuse('server-error')
  }

  function isWithinBudget({ data }: RoomSocket): boolean {
    const now = performance.now()
    return take(data.budget, socketRate, now) && eventsOf.take(data.address, now)
  }

  /** An exception is ours to mend: logged here, told to nobody, and never the end of the process. */
  function guarded<T>(what: string, act: () => T): T | undefined {
    try {
      return act()
    } catch (error) {
      logger.error({ err: error, what }, 'an event failed')
      return undefined
    }
  }

  return { io, rooms }
}
