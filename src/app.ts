/** Composition root: creates the parts and connects them. Never listens, reads the environment or exits. */
import express, { type Request } from 'express'
import { createServer, type Server as HttpServer } from 'node:http'
import type { Logger } from 'pino'
import type { Config } from './config'
import { agreeOnClock, clockProblem } from './clock'
import { DEFAULT_ROOM } from './core/room/codes'
import type { Refusal } from './core/protocol/events'
import { refuse } from './core/protocol/refusals'
import type { DefaultRoomKey } from './default-room'
import { prepareDefaultRoom } from './default-room'
import { announcementApi } from './http/announcement'
import { answerFailure, refuseMalformed } from './http/bad-requests'
import { Files } from './http/files'
import { pages } from './http/pages'
import { health } from './http/health'
import { outsideBasePath } from './http/outside-base-path'
import { ownPagesOnly } from './http/own-pages'
import { opensRoom } from './http/presenter-auth'
import { roomsApi } from './http/rooms'
import { securityHeaders } from './http/security-headers'
import { Share } from './http/public-url'
import { shareApi } from './http/share-api'
import { transcripts } from './http/transcript'
import { Misses } from './misses'
import { OriginGate } from './origins'
import { addressOf, type Trust } from './forwarded'
import { ANNOUNCEMENT_RATE } from './sockets/chat/announcement'
import { listen, type Runtime } from './sockets/accept'
import { syncWithOtherNodes } from './sockets/cluster/cluster-sync'
import { joinNodes } from './sockets/cluster/redis-cluster'
import { eventHandlers } from './sockets/handlers'
import { OpenRoom } from './sockets/open-room'
import { RoomAdmin } from './sockets/room-admin'
import { drained } from './sockets/room/broadcast'
import { alone, type Nodes } from './sockets/room/cluster'
import { INTERVALS_MS, type Intervals } from './sockets/room/intervals'
import type { RoomServer } from './sockets/room/live-room'
import { Membership } from './sockets/room/membership'
import { Registry } from './sockets/room/registry'
import { sharedParts } from './sockets/shared-parts'
import { lastSeen, Sweeper } from './sockets/sweep'
import { RoomSetAside } from './store/documents'
import { StoreTrouble } from './store/errors'
import type { Store } from './store/store'
import { SOURCE_INTERVALS, type SourceIntervals } from './networks/source'
import { openHub } from './networks/create-hub'
import { waitAtMost } from './with-timeout'

export interface AppParts {
  config: Config
  logger: Logger
  /** The built pages. */
  publicFolder: string
  /** May still be opening: pages and sockets wait for it. */
  store: Promise<Store>
  /** When this program was built, 0 where nobody knows. */
  built?: number
  defaultRoomKey: DefaultRoomKey
  /** Other than the usual ones. */
  intervals?: Partial<Intervals & SourceIntervals>
}

export interface App {
  server: HttpServer
  io: RoomServer
  /** Resolves once rooms can be entered. */
  ready: Promise<unknown>
  /** What is evidently wrong with this computer's clock, in a sentence; known once it is ready. */
  clockProblem(): string | undefined
  /** Tells everybody, closes every connection and the store, and stops listening. */
  close(): Promise<void>
}

/** Milliseconds that telling everybody may take. */
const GOODBYE_TIMEOUT_MS = 1000
/** Milliseconds in which requests that are being answered may come to their end. */
const ANSWERS_TIMEOUT_MS = 300
/** Milliseconds between two looks for rooms that nobody uses. */
const SWEEP_INTERVAL_MS = 3600 * 1000

/** Milliseconds without a byte after which a connection that is being answered is ended. */
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
  // Whoever sends a request bit by bit.
  const slowness = {
    headersTimeout: intervals.requestHeaders,
    requestTimeout: intervals.wholeRequest,
    connectionsCheckingInterval: intervals.slowRequests,
  }
  const server = createServer(slowness, web)
  // Whoever neither reads nor writes; a long poll is answered every 25 s, and a WebSocket has timers of its own.
  server.timeout = STALLED_TIMEOUT_MS
  // Longer than a router in front keeps its own end open (Heroku: 90 s).
  server.keepAliveTimeout = 95_000

  const files = Files.read(publicFolder)
  const hub = openHub({ config: config.wall, dataDir: config.dataDir, intervals, logger })
  const misses = new Misses(config.addressMisses, logger)
  const gate = new OriginGate({ config, logger, trust })
  const { io, ready } = listen(server, openRuntime, { config, logger, trust, misses, gate })
  let idleCheck: NodeJS.Timeout | undefined
  let isClosing = false
  let wrongClock: string | undefined
  let nodes: Nodes = alone

  /** Everything that stands on the store. */
  async function openRuntime(io: RoomServer): Promise<Runtime> {
    const opened = await store
    opened.condition.onChange(logTrouble)
    opened.documents.onSetAside((code, reason) =>
      logger.error(
        { room: code === DEFAULT_ROOM ? 'house' : code, reason },
        'what is kept of a room cannot be used: it was left as it is, and nobody can enter it',
      ),
    )
    nodes = await nodesOf(io)
    await agreeOnClock(opened, !nodes.isAlone)
    await lookAtClock(opened)
    await prepareDefaultRoom(opened, defaultRoomKey.key)
    const secret = await opened.secret()
    const shared = sharedParts({
      store: opened,
      logger,
      intervals,
      secret,
      toPerson: person => io.local.to(person),
      roomDays: config.roomDays,
      stageDefaultRoomKey: defaultRoomKey.stage,
      hub,
      wall: config.wall,
      build: files.build,
    })
    const live = new Registry({
      store: opened,
      nodes,
      hasDefaultRoom: config.hasDefaultRoom,
      open: parts => new OpenRoom(parts, shared),
    })
    const rooms = new Membership({ live, nodes, handHold: config.handHold })
    opened.condition.onChange(trouble => {
      for (const room of live.all()) room.storeChanged(trouble !== undefined)
    })
    const handlers = eventHandlers(rooms, new RoomAdmin({ store: opened, rooms, logger }))
    const prepare = async () => {
      await prepareDefaultRoom(opened, defaultRoomKey.key)
      // Last: once it is there, all is.
      await opened.secret()
    }
    syncWithOtherNodes({ nodes, rooms, store: opened, logger, prepare })
    const sweeper = new Sweeper({ store: opened, rooms, days: config.roomDays, logger })
    const sweep = () => void sweeper.sweep().catch(logError)
    sweep()
    idleCheck = setInterval(sweep, SWEEP_INTERVAL_MS).unref()
    return { rooms, handlers, secret, sweeper }
  }

  async function lookAtClock(opened: Store): Promise<void> {
    const [storeNow, seen] = [await opened.now(), await lastSeen(opened)]
    wrongClock = clockProblem({ now: Date.now(), storeNow, lastSeen: seen, built })
    if (wrongClock) logger.warn(wrongClock)
  }

  function nodesOf(io: RoomServer): Nodes | Promise<Nodes> {
    const { redisUrl: url, redisChecksCertificate: checksCertificate } = config
    return url ? joinNodes(io, { url, checksCertificate }) : alone
  }

  function logTrouble(trouble: string | undefined): void {
    if (trouble !== undefined) logger.error(trouble)
    else logger.info('ballots and lines are recorded again')
  }

  function logError(error: unknown): void {
    // What troubles the store as a whole is said once, by its condition.
    if (!(error instanceof StoreTrouble)) logger.error({ err: error }, 'rooms could not be tidied up')
  }

  const roomExists = async (code: string) =>
    code === DEFAULT_ROOM
      ? config.hasDefaultRoom
      : (await (await store).loadRoom(code).catch(keptAside)) !== undefined
  const missed = (request: Request) => misses.missed(addressOf(request, trust))
  /** Whether a page of this room is shown; a room in which somebody of the same address is counts as no guess. */
  async function findRoom(request: Request, code: string | undefined): Promise<Refusal | undefined> {
    if (code === undefined || !(await roomExists(code))) return missed(request) ?? refuse('no-such-room')
    const address = addressOf(request, trust)
    const room = (await ready).rooms.live.get(code)
    return room && room.addresses.of(address) > 0 ? undefined : misses.found(address)
  }
  const announcing = {
    missed,
    retryAfter: Math.ceil(1 / ANNOUNCEMENT_RATE.perSecond),
    exists: roomExists,
    opens: async (code: string, key: string) => opensRoom(await store, code, key),
    async announce(code: string, text: string) {
      const room = await (await ready).rooms.live.find(code)
      return room ? room.announcements.make(text) : refuse('no-such-room')
    },
  }
  const share = new Share(config, trust)
  const opens = async (code: string, key: string) => opensRoom(await store, code, key)
  web.use(refuseMalformed(trust))
  web.use(securityHeaders(trust, { frameAncestors: config.frameAncestors, images: config.wall.images }))
  const base = config.basePath || '/'
  web.use([`${config.basePath}/api`, `${config.basePath}/broadcast`], ownPagesOnly(gate))
  web.use(base, roomsApi({ config, logger, trust, store, missed, shareUrl: request => share.url(request) }))
  web.use(base, shareApi({ share, gate, opens, missed }))
  web.use(base, health({ store, isClosing: () => isClosing }))
  web.use(base, announcementApi(announcing))
  web.use(base, transcripts({ store, trust, readTimeoutMs: intervals.transcript, missed }))
  web.use(base, pages({ files, config, findRoom }))
  if (config.basePath) web.use(outsideBasePath(config.basePath, logger))
  web.use(answerFailure(logger))

  return {
    server,
    io,
    ready,
    clockProblem: () => wrongClock,
    async close() {
      isClosing = true
      clearInterval(idleCheck)
      io.local.emit('serverClosing')
      await drained(io.sockets.sockets.values(), GOODBYE_TIMEOUT_MS)
      await nodes.leave()
      const closed = io.close()
      // Browsers keep a connection in store on which they have said nothing; it would hold the end up for minutes.
      await waitAtMost(closed, ANSWERS_TIMEOUT_MS)
      server.closeAllConnections()
      await closed
      const inside = await ready.catch(() => undefined)
      await inside?.rooms.live.close()
      nodes.close()
      hub.close()
      await (await store).close()
    },
  }
}

/** A room that is set aside is there: its page says why nobody can enter. */
function keptAside(error: unknown): 'set aside' {
  if (error instanceof RoomSetAside) return 'set aside'
  throw error
}
