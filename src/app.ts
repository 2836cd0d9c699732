/** Composition root: creates the parts and connects them. Never listens, reads the environment or exits. */
import express from 'express'
import { createServer, type Server as HttpServer } from 'node:http'
import type { Logger } from 'pino'
import type { Config } from './config'
import { refuse } from './core/protocol/refusals'
import type { DefaultRoomKey } from './default-room'
import type { Trust } from './forwarded'
import { httpCodes } from './http/api/failures'
import { Files } from './http/files'
import { addRoutes } from './http/routes'
import { Metrics } from './metrics/metrics'
import { Misses } from './misses'
import { Newcomers } from './newcomers'
import { openHub } from './networks/create-hub'
import { SOURCE_INTERVALS, type SourceIntervals } from './networks/source'
import { OriginGate } from './origins'
import { listen } from './sockets/accept'
import { ANNOUNCEMENT_RATE } from './sockets/chat/announcement'
import { RuntimeOpener } from './sockets/open-runtime'
import { drained } from './sockets/room/broadcast'
import { INTERVALS_MS, type Intervals } from './sockets/room/intervals'
import type { RoomServer } from './sockets/room/live-room'
import type { Store } from './store/store'
import { waitAtMost } from './with-timeout'

export interface AppParts {
  config: Config
  logger: Logger
  /** The built pages. */
  publicFolder: string
  /** May still be opening: pages and sockets wait for it. */
  store: Promise<Store>
  /** When this program was built; 0: unknown. */
  built?: number
  defaultRoomKey: DefaultRoomKey
  /** Overrides of the default intervals. */
  intervals?: Partial<Intervals & SourceIntervals>
}

export interface App {
  server: HttpServer
  io: RoomServer
  /** Resolves once rooms can be entered. */
  ready: Promise<unknown>
  /** A sentence if this computer's clock is evidently wrong; known once the app is ready. */
  clockProblem(): string | undefined
  /** Notifies all pages, closes all connections and the store, and stops listening. */
  close(): Promise<void>
}

/** Milliseconds that notifying all pages may take. */
const GOODBYE_TIMEOUT_MS = 1000
/** Milliseconds in which running requests may finish. */
const ANSWERS_TIMEOUT_MS = 300
/** Milliseconds without a byte after which a connection is closed during an answer. */
const STALLED_TIMEOUT_MS = 120_000

/** Makes the whole application, ready to listen. */
export function createApp({
  config,
  logger,
  publicFolder,
  store,
  built = 0,
  defaultRoomKey,
  intervals: others,
}: AppParts): App {
  const intervals = { ...INTERVALS_MS, ...SOURCE_INTERVALS, ...others }
  const web = express()
  web.disable('x-powered-by')
  web.set('trust proxy', config.trustProxy)
  const trust = web.get('trust proxy fn') as Trust
  // Against clients that send a request very slowly.
  const slowness = {
    headersTimeout: intervals.requestHeaders,
    requestTimeout: intervals.wholeRequest,
    connectionsCheckingInterval: intervals.slowRequests,
  }
  const files = Files.read(publicFolder)
  const server = createServer(slowness, (request, response) => answer(request, response))
  // Against clients that neither read nor write; a long poll is answered every 25 s, and a WebSocket has its own
  // timers.
  server.timeout = STALLED_TIMEOUT_MS
  // Longer than a router in front keeps its connection open (Heroku: 90 s).
  server.keepAliveTimeout = 95_000

  const hub = openHub({ config: config.wall, dataDir: config.dataDir, intervals, logger })
  const misses = new Misses(config.addressMisses, logger)
  const newcomers = new Newcomers(config.addressBrowsers, logger)
  const gate = new OriginGate({ config, logger, trust })
  const metrics = config.metricsToken === undefined ? undefined : new Metrics(httpCodes())
  const opener = new RuntimeOpener({
    config,
    logger,
    store,
    built,
    defaultRoomKey,
    intervals,
    hub,
    misses,
    newcomers,
    build: files.build,
    observer: metrics,
  })
  const open = (io: RoomServer) => opener.open(io)
  const { io, ready } = listen(server, open, {
    config,
    logger,
    trust,
    misses,
    newcomers,
    gate,
    observer: metrics,
  })
  metrics?.measure({ server, store, transports: transportsOf(io), openRooms: () => opener.openRooms })
  let isClosing = false

  const answer = addRoutes(web, {
    config,
    logger,
    trust,
    store,
    files,
    gate,
    misses,
    metrics,
    transcriptTimeoutMs: intervals.transcript,
    announcementRetryAfter: Math.ceil(1 / ANNOUNCEMENT_RATE.perSecond),
    isClosing: () => isClosing,
    async announce(code, text) {
      const room = await (await ready).rooms.live.find(code)
      return room ? room.announcements.make(text) : refuse('no-such-room')
    },
    async drive(code) {
      return (await (await ready).rooms.live.find(code))?.remote
    },
    async isInUse(code) {
      return ((await ready).rooms.live.get(code)?.sockets.size ?? 0) > 0
    },
    async isInRoom(address, code) {
      const room = (await ready).rooms.live.get(code)
      return room !== undefined && room.addresses.of(address) > 0
    },
  })

  return {
    server,
    io,
    ready,
    clockProblem: () => opener.clockProblem,
    async close() {
      isClosing = true
      opener.stopSweeping()
      io.local.emit('serverClosing')
      await drained(io.sockets.sockets.values(), GOODBYE_TIMEOUT_MS)
      await opener.nodes.leave()
      const closed = io.close()
      // Browsers preconnect: an idle socket would delay the shutdown for minutes.
      await waitAtMost(closed, ANSWERS_TIMEOUT_MS)
      server.closeAllConnections()
      await closed
      const inside = await ready.catch(() => undefined)
      await inside?.rooms.live.close()
      opener.nodes.close()
      hub.close()
      await (await store).close()
    },
  }
}

/** How each connection reaches the server now. */
function transportsOf({ engine }: RoomServer): () => Iterable<string> {
  const { clients } = engine as unknown as { clients: Record<string, { transport: { name: string } }> }
  return () => Object.values(clients).map(({ transport }) => transport.name)
}
