/** Connections: whose origin and handshake get in, under which name, and what takes their events. */
import type { IncomingMessage, Server as HttpServer } from 'node:http'
import type { Logger } from 'pino'
import { Server } from 'socket.io'
import { MAX_MESSAGE_BYTES } from '../core/limits/input-limits'
import type { Config } from '../config'
import type { Misses } from '../misses'
import { Newcomers } from '../newcomers'
import { Buckets, fullBucket, type Rate } from '../core/limits/token-bucket'
import { cleanCode } from '../core/room/codes'
import type { Refusal } from '../core/protocol/events'
import { parseHandshake } from '../core/protocol/schemas'
import { refuse } from '../core/protocol/refusals'
import { isKey, keyedHash } from '../credentials'
import type { OriginGate } from '../origins'
import { addressOf, type Trust } from '../forwarded'
import { Budgets, BURST_SECONDS } from '../rate-limiter'
import { endingLog, limitConnections } from './connection-limits'
import { RoomSetAside } from '../store/documents'
import { StoreTrouble } from '../store/errors'
import { dispatcher } from './dispatch'
import { shareRequests } from './upgrades'
import type { Handlers } from './handlers'
import type { OpenRoom } from './open-room'
import type { RoomServer, RoomSocket, SocketData } from './room/live-room'
import { checkRequests } from './request-checks'
import type { Membership } from './room/membership'
import { boundedWebSockets } from './web-sockets'
import type { Sweeper } from './sweep'

/** What no room has. */
const NO_CODE = '-'
/** Stands for all presenters of a room; no browser or tab id is as short. */
const PRESENTERS = 'presenters'
/** Frames and packets of a connection for each event it may send: pings, acknowledgements, and what is refused. */
const PACKETS_AN_EVENT = 10

/** What Engine.IO tells of a request it refuses. */
interface ConnectionError {
  req?: IncomingMessage
  context?: { sid?: string }
}

export interface ListenParts {
  config: Config
  logger: Logger
  trust: Trust
  misses: Misses
  /** Whose pages may connect. */
  gate: OriginGate
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
  { config, logger, trust, misses, gate }: ListenParts,
): { io: RoomServer; ready: Promise<Runtime> } {
  const socketRate = rateOf(config.socketEvents)
  const connectionsOf = new Budgets(rateOf(config.addressConnections))
  const packetRate = rateOf(config.socketEvents * PACKETS_AN_EVENT)
  const logEnded = endingLog(logger)
  const newcomers = new Newcomers(config.addressBrowsers, logger)

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
      else answer('Too many connections from this address. Try again in a moment.', false)
    },
  })
  divide()
  limitConnections(io.engine, packetRate, logEnded)
  checkRequests(io, { gate, logger, basePath: config.basePath })

  const ready = open(io)
  const inside = ready.then(({ rooms, handlers, secret }) => {
    const addressBudget = new Buckets(rateOf(config.addressEvents))
    const dispatch = dispatcher({ handlers, socketRate, addressBudget, logger })
    io.on('connection', socket => enter(socket, rooms, dispatch))
    // Over long-polling a closing page's goodbye may come behind the end of its last poll.
    io.engine.on('connection_error', ({ req, context }: ConnectionError) => {
      if (context?.sid && /[?&]goodbye\b/.test(req?.url ?? '')) rooms.goodbye(context.sid)
    })
    return { rooms, secret }
  })

  io.use((socket, next) => {
    inside
      .then(({ rooms, secret }) => admit(socket, rooms, secret))
      .then(
        refusal => {
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

  async function admit(
    socket: RoomSocket,
    rooms: Membership<OpenRoom>,
    secret: Buffer,
  ): Promise<Refusal | undefined> {
    const handshake = parseHandshake(socket.handshake.auth)
    if (!handshake.ok) return handshake
    const { tab, browser, room: code = '', screen = false, presenterKey, again = false } = handshake.value
    const address = addressOf(socket.request, trust)
    const room = await rooms.live.find(code && (cleanCode(code) ?? NO_CODE))
    if (!room) return misses.missed(address) ?? refuse('no-such-room')
    const presenter = presenterKey !== undefined
    if (presenter && !isKey(presenterKey, room.document.keyHash))
      return misses.missed(address) ?? refuse('wrong-key')
    if (presenter && !room.presenterPlaces.take(socket)) return refuse('too-many-presenters')
    const tabHash = tab && keyedHash(secret, room.code, 'tab', tab)
    const isKnown = room.addresses.of(address) > 0 || (tabHash && room.tabs.has(tabHash))
    const unfound = code && !presenter && !isKnown ? misses.found(address) : undefined
    if (unfound) return unfound
    // All presenters of a room are one person: a laptop and a phone speak with one voice.
    const person = keyedHash(secret, room.code, presenter ? PRESENTERS : (browser ?? tab ?? socket.id))
    // Screens and presenters cast no votes and count as nobody; a tab that is here came with its browser.
    const hasCome = presenter || screen || (tabHash && room.tabs.has(tabHash))
    const admitted = hasCome ? undefined : newcomers.admit(person, address)
    if (admitted && !admitted.ok) return admitted
    const data: SocketData = {
      tab: screen || presenter ? undefined : tabHash,
      person,
      screen,
      presenter,
      isBack: again,
      classic: !tab && !screen && !presenter,
      address,
      since: admitted?.since ?? 0,
      budget: fullBucket(socketRate, performance.now()),
      excess: 0,
      room,
      ballot: null,
    }
    Object.assign(socket.data, data)
    return undefined
  }

  function enter(socket: RoomSocket, rooms: Membership, dispatch: (socket: RoomSocket) => void): void {
    socket.handshake.auth = {} // credentials go no further
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

function refused(refusal: Refusal): Error {
  return Object.assign(new Error(refusal.message), { data: refusal })
}

function rateOf(perSecond: number): Rate {
  return { perSecond, burst: perSecond * BURST_SECONDS }
}
