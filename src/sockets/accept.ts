/** Connections: attaches Socket.IO to the server, and brings each socket that is admitted into its room. */
import type { IncomingMessage, Server as HttpServer } from 'node:http'
import type { Logger } from 'pino'
import { Server } from 'socket.io'
import { isCrew } from '../core/access/permissions'
import { MAX_MESSAGE_BYTES } from '../core/limits/input-limits'
import type { Config } from '../config'
import type { Misses } from '../misses'
import type { Newcomers } from '../newcomers'
import { Buckets, type Rate } from '../core/limits/token-bucket'
import type { Refusal } from '../core/protocol/replies'
import { refuse } from '../core/protocol/refusals'
import type { OriginGate } from '../origins'
import { addressOf, type Trust } from '../forwarded'
import type { Observer } from './observer'
import { Budgets, BURST_SECONDS } from '../rate-limiter'
import { Admission } from './admission'
import { endingLog, limitConnections } from './connection-limits'
import { RoomSetAside } from '../store/documents'
import { StoreTrouble } from '../store/errors'
import { dispatcher } from './dispatch'
import { answerDirectly } from './direct-answers'
import { sendAtEndOfTurn } from './first-writes'
import { shareRequests } from './upgrades'
import type { Handlers } from './handlers'
import type { OpenRoom } from './open-room'
import type { RoomServer, RoomSocket } from './room/live-room'
import { checkRequests } from './request-checks'
import type { Membership } from './room/membership'
import { boundedWebSockets } from './web-sockets'
import type { Sweeper } from './sweep'

/** Frames and packets of a connection for each event it may send: pings, acknowledgements, and what is refused. */
const PACKETS_AN_EVENT = 10

/** What Engine.IO reports about a request that it refuses. */
interface ConnectionError {
  req?: IncomingMessage
  context?: { sid?: string }
}

export interface ListenParts {
  config: Config
  logger: Logger
  trust: Trust
  misses: Misses
  newcomers: Newcomers
  /** Whose pages may connect. */
  gate: OriginGate
  observer: Observer | undefined
}

/** What sockets need once the store is open. */
export interface Runtime {
  rooms: Membership<OpenRoom>
  handlers: Handlers
  /** Keys the hashes under which persons are known. */
  secret: Buffer
  /** Erases what nobody uses any more. */
  sweeper: Sweeper
}

/** Attaches Socket.IO to the server. Sockets wait until the rooms can be entered. */
export function listen(
  server: HttpServer,
  open: (io: RoomServer) => Promise<Runtime>,
  { config, logger, trust, misses, newcomers, gate, observer }: ListenParts,
): { io: RoomServer; ready: Promise<Runtime> } {
  const socketRate = rateOf(config.socketEvents)
  const connectionsOf = new Budgets(rateOf(config.addressConnections))
  const packetRate = rateOf(config.socketEvents * PACKETS_AN_EVENT)
  const logEnded = endingLog(logger)
  const admission = new Admission({ trust, misses, newcomers, socketRate })

  const path = `${config.basePath}/socket.io`
  const divide = shareRequests(server, path, logger)
  const io: RoomServer = new Server(server, {
    path,
    // The pages serve the client bundle: from memory, where Socket.IO would read and compress it for each request.
    serveClient: false,
    maxHttpBufferSize: MAX_MESSAGE_BYTES,
    connectTimeout: 10_000,
    wsEngine: boundedWebSockets(packetRate, () => logEnded('too fast')),
    // Pages of listed origins may read the answers of long-polling, and of nothing else.
    ...(config.clientOrigins.length > 0 && {
      cors: { origin: (origin, answer) => answer(null, gate.isListed(origin)) },
    }),
    allowRequest(request, answer) {
      if (connectionsOf.take(addressOf(request, trust))) answer(null, true)
      else {
        observer?.refused('too-fast')
        answer('Too many connections from this address. Try again in a moment.', false)
      }
    },
  })
  divide()
  limitConnections(io.engine, packetRate, logEnded)
  checkRequests(io, { gate, logger, basePath: config.basePath, observer })

  const ready = open(io)
  const inside = ready.then(({ rooms, handlers, secret }) => {
    const addressBudget = new Buckets(rateOf(config.addressEvents))
    const dispatch = dispatcher({ handlers, socketRate, addressBudget, logger, observer })
    io.on('connection', socket => enter(socket, rooms, dispatch))
    // Over long-polling a closing page's goodbye may come behind the end of its last poll.
    io.engine.on('connection_error', ({ req, context }: ConnectionError) => {
      if (context?.sid && /[?&]goodbye\b/.test(req?.url ?? '')) rooms.goodbye(context.sid)
    })
    return { rooms, secret }
  })

  io.use((socket, next) => {
    inside
      .then(({ rooms, secret }) => admission.admit(socket, rooms.live, secret))
      .then(
        refusal => {
          // What presenters are sent first can be longer than what may wait for a connection.
          if (!refusal && !isCrew(socket.data.role)) sendAtEndOfTurn(socket.conn)
          next(refusal && refused(refusal))
          // Whoever is too fast needs another connection for the next try, and those have a budget.
          if (refusal?.code === 'too-fast') setImmediate(() => socket.conn.close())
        },
        (error: unknown) => {
          // Both were said when the store found them.
          if (error instanceof RoomSetAside) return next(refused(refuse('room-set-aside')))
          if (error instanceof StoreTrouble) return next(refused(refuse('not-kept')))
          logger.error({ err: error }, 'a socket could not be admitted')
          next(refused(refuse('server-error')))
        },
      )
  })

  function refused(refusal: Refusal): Error {
    observer?.refused(refusal.code)
    return Object.assign(new Error(refusal.message), { data: refusal })
  }

  function enter(socket: RoomSocket, rooms: Membership, dispatch: (socket: RoomSocket) => void): void {
    forgetRequest(socket)
    answerDirectly(socket)
    dispatch(socket)
    socket.on('disconnect', reason => {
      try {
        rooms.leave(socket, reason)
      } catch (error) {
        logger.error({ err: error }, 'a socket could not leave in order')
      }
    })
    const joining = rooms.join(socket)
    // Only now: a tab that takes a place keeps the person it was.
    void socket.join(socket.data.person)
    joining.catch((error: unknown) => {
      // What troubles the store as a whole is said once, by its condition.
      if (!(error instanceof StoreTrouble)) logger.error({ err: error }, 'a socket could not join')
      socket.conn.close()
    })
  }

  return { io, ready }
}

/**
 * Credentials go no further; nor does the request, whose headers would be kept as long as the connection: 2 KiB of each.
 * Socket.IO's guide on memory does the same.
 */
function forgetRequest(socket: RoomSocket): void {
  Object.assign(socket, { handshake: undefined })
  Object.assign(socket.conn, { request: undefined })
}

function rateOf(perSecond: number): Rate {
  return { perSecond, burst: perSecond * BURST_SECONDS }
}
