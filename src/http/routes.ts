/** Connects the handlers of plain HTTP requests, in their order. */
import type { Express, Request } from 'express'
import type { IncomingMessage, RequestListener } from 'node:http'
import type { Logger } from 'pino'
import type { Config } from '../config'
import type { Refusal } from '../core/protocol/replies'
import { refuse } from '../core/protocol/refusals'
import { DEFAULT_ROOM } from '../core/room/codes'
import { addressOf, type Trust } from '../forwarded'
import type { Misses } from '../misses'
import type { OriginGate } from '../origins'
import { RoomSetAside } from '../store/documents'
import type { Store } from '../store/store'
import { api } from './api/api'
import { crossOrigin } from './api/cross-origin'
import type { Drive } from './api/driven-room'
import { announcementApi, type AnnouncementParts } from './announcement'
import { answerFailure, refuseMalformed } from './bad-requests'
import type { Files } from './files'
import { health } from './health'
import { metrics, type MetricsParts } from './metrics'
import { outsideBasePath } from './outside-base-path'
import { ownPagesOnly } from './own-pages'
import { otherPages, roomPages } from './pages'
import { powerPointManifest } from './powerpoint-manifest'
import { opensRoom } from './presenter-auth'
import { Share } from './public-url'
import { readyAnswers } from './ready-answers'
import { RefusalPage } from './refusal-page'
import { countRefusals } from './refused'
import { roomsApi } from './rooms'
import { securityHeaders, strictPolicy } from './security-headers'
import { shareApi } from './share-api'
import { transcripts } from './transcript'

export interface RouteParts {
  config: Config
  logger: Logger
  trust: Trust
  store: Promise<Store>
  files: Files
  gate: OriginGate
  misses: Misses
  /** Undefined: this server is not measured. */
  metrics: (Pick<MetricsParts, 'read'> & { refusedRequest(code: string): void }) | undefined
  /** Milliseconds in which a transcript must have been read. */
  transcriptTimeoutMs: number
  /** Seconds after which another announcement is accepted at the latest. */
  announcementRetryAfter: number
  isClosing: () => boolean
  announce: AnnouncementParts['announce']
  /** A room for the API to drive. */
  drive: Drive
  /** Whether somebody is in the room here, so that no store need be asked for it. An empty one may be erased. */
  isInUse: (code: string) => Promise<boolean>
  /** Whether somebody of this address is in the room. */
  isInRoom: (address: string, code: string) => Promise<boolean>
}

/**
 * Adds the handlers below the base path, and the refusal of all other requests. Returns what answers a request, most
 * of them without these.
 */
export function addRoutes(web: Express, parts: RouteParts): RequestListener {
  const { config, logger, trust, store, files, gate, misses } = parts
  const exists = async (code: string) =>
    code === DEFAULT_ROOM
      ? config.hasDefaultRoom
      : (await parts.isInUse(code)) || (await (await store).loadRoom(code).catch(keptAside)) !== undefined
  const opens = async (code: string, key: string) => opensRoom(await store, code, key)
  const missed = (request: IncomingMessage) => misses.missed(addressOf(request, trust))
  /**
   * Why a page of this room is not shown, if it is not. A room in which somebody of this address is does not count as
   * a guess.
   */
  async function lookForRoom(
    request: IncomingMessage,
    code: string | undefined,
  ): Promise<Refusal | undefined> {
    if (code === undefined || !(await exists(code))) return missed(request) ?? refuse('no-such-room')
    const address = addressOf(request, trust)
    return (await parts.isInRoom(address, code)) ? undefined : misses.found(address)
  }
  /** What each request has found: it is one guess, although two handlers may look for its room. */
  const found = new WeakMap<IncomingMessage, ReturnType<typeof lookForRoom>>()
  const findRoom = (request: IncomingMessage, code: string | undefined) => {
    const known = found.get(request) ?? lookForRoom(request, code)
    found.set(request, known)
    return known
  }
  const wasErased = async (code: string) => (await store).wasErased(code)
  const share = new Share(config, trust)
  const shareUrl = (request: Request) => share.url(request)
  const {
    isClosing,
    announce,
    announcementRetryAfter: retryAfter,
    transcriptTimeoutMs: readTimeoutMs,
  } = parts

  const refusals = new RefusalPage(files, config.basePath)
  const { basePath, frameAncestors, wall } = config
  const { metrics: measured } = parts
  if (measured) web.use(countRefusals(code => measured.refusedRequest(code)))
  const policy = strictPolicy(trust, { basePath, frameAncestors, images: wall.images })
  web.use(securityHeaders(policy))
  web.use(refuseMalformed(trust, refusals))
  const base = config.basePath || '/'
  web.use(base, roomPages({ files, config, findRoom, refusals, wasErased }))
  const ownPages = ownPagesOnly(gate)
  web.use(`${config.basePath}/api`, crossOrigin(config.apiOrigins, ownPages))
  web.use(`${config.basePath}/broadcast`, ownPages)
  web.use(base, roomsApi({ config, logger, trust, store, missed, shareUrl }))
  const { drive } = parts
  web.use(base, api({ basePath: config.basePath, logger, trust, drive, opens, missed, findRoom }))
  web.use(base, shareApi({ share, gate, opens, missed }))
  web.use(base, health({ store, isClosing }))
  if (config.metricsToken !== undefined && measured)
    web.use(base, metrics({ token: config.metricsToken, read: () => measured.read() }))
  web.use(base, announcementApi({ retryAfter, missed, exists, opens, announce }))
  web.use(base, transcripts({ store, trust, readTimeoutMs, missed }))
  web.use(base, powerPointManifest({ publicUrl: config.publicUrl, refusals }))
  web.use(base, otherPages({ files, config }))
  if (config.basePath) web.use(outsideBasePath(config.basePath, logger, refusals))
  web.use(answerFailure(logger, refusals))

  const answer = readyAnswers({ files, config, trust, policy, findRoom })
  return (request, response) => answer(request, response, () => void web(request, response))
}

/** A room that is set aside exists: its page says why nobody can enter. */
function keptAside(error: unknown): 'set aside' {
  if (error instanceof RoomSetAside) return 'set aside'
  throw error
}
