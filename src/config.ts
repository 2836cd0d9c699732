/**
 * Reads the settings: the only file that names environment variables. A wrong value stops the start with a sentence.
 */
import { ConfigError } from './config-error'
import { clientOrigin, frameAncestor } from './config-origins'
import {
  isPlainAddress,
  isRedisAddress,
  proxiesIn,
  readAddress,
  readChoice,
  readEach,
  readHostName,
  readList,
  readNumber,
  readPath,
  readSecret,
  readUrl,
  readUrls,
  type Env,
} from './config-readers'
import { NETWORKS, type Network } from './core/protocol/wall'
import { urlOf } from './core/text/url'

export interface Config {
  /** Port to listen on; 0 takes a free one. */
  port: number
  /** Address to listen on; undefined: every address of this machine. */
  host: string | undefined
  /** The address shown to people, without a trailing slash; undefined: the page's own. */
  publicUrl: URL | undefined
  /** The host in links and QR codes of pages opened on this machine; undefined: the likeliest address. */
  shareAddress: string | undefined
  /** Path below which everything is served: '' or '/path', never with a trailing slash. */
  basePath: string
  /** Whose X-Forwarded headers are trusted: Express's "trust proxy" value. */
  trustProxy: boolean | number | string[]
  /** Seconds for which the hand of a silent tab stays counted; 0: not at all. */
  handHold: number
  /** Events one socket may send a second; ten seconds' worth may come at once. */
  socketEvents: number
  /** Events all sockets of one address may send a second together. */
  addressEvents: number
  /** Connections one address may open a second; ten seconds' worth may come at once. */
  addressConnections: number
  /** Rooms one address may open an hour; all of them may come at once. */
  addressRooms: number
  /** Rooms all addresses together may open an hour on this server; all of them may come at once. */
  hourlyRooms: number
  /** Wrong room codes and keys one address may send a minute; all of them may come at once. */
  addressMisses: number
  /** Browsers new to a room that one address may bring in ten minutes; all of them may come at once. */
  addressBrowsers: number
  /** Folder of all stored data. */
  dataDir: string
  /** The address of Redis, which stores the data instead of DATA_DIR. */
  redisUrl: string | undefined
  /** Whether the certificate of Redis is verified; Heroku's is self-signed. */
  redisChecksCertificate: boolean
  /** Whether this machine's disk is erased at every restart, as on Heroku. */
  diskIsLost: boolean
  /** The default room's presenter key, if it is set from outside. */
  presenterKey: string | undefined
  /** Whether there is a default room at `/`; otherwise only rooms with codes. */
  hasDefaultRoom: boolean
  /** Who may open rooms. */
  openRooms: 'everybody' | 'key' | 'nobody'
  /** Days after which an unused room is erased. */
  roomDays: number
  /** Other origins whose pages may connect; `:*` means every port, "null" pages without an origin. */
  clientOrigins: string[]
  /** Other origins whose pages may use the HTTP API, each with a key of its own; written like `clientOrigins`. */
  apiOrigins: string[]
  /** Origins that may frame the screen, as CSP writes them. */
  frameAncestors: string[]
  /** What Prometheus brings to read `/metrics`; undefined: there is no such address, and nothing is measured. */
  metricsToken: string | undefined
  /** The lowest level that is logged to stderr. */
  logLevel: string
  wall: WallConfig
}

/** Where posts of the wall come from, and who may search. */
export interface WallConfig {
  sources: Network[]
  /** Who may search terms; `off`: nobody, so the wall shows only posts of the room. */
  search: 'everyone' | 'presenter' | 'off'
  /** Whether pages may load authors' pictures from other servers. */
  images: boolean
  /** Jetstream servers, tried in turn. */
  blueskyStreams: string[]
  /** The server for the profiles of authors. */
  blueskyProfiles: string
  mastodonServer: string
  /** A user's token: with it posts, edits and deletions are pushed; without it, tags are polled every few seconds. */
  mastodonToken: string | undefined
  xServer: string
  xToken: string | undefined
  /** The most posts read from X per day: each costs money. */
  xDailyPosts: number
}

export { ConfigError }

const BLUESKY_STREAMS = 'wss://jetstream.us-east.bsky.network,wss://jetstream.us-west.bsky.network'
const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']

/** Reads the settings. Throws a ConfigError that names the setting and what it takes. */
export function readConfig(env: Env): Config {
  const basePath = readPath(env, 'BASE_PATH')
  return {
    // Where the server listens. Heroku sets PORT.
    port: readNumber(env, 'PORT', 3000, 0, 65_535),
    // Listen on one address only, e.g. 127.0.0.1 behind nginx.
    host: readAddress(env, 'HOST'),
    // The address in QR codes and links, and another origin that may connect.
    publicUrl: readPublicUrl(env, basePath),
    // If this machine has several addresses, the one that phones can reach.
    shareAddress: readHostName(env, 'SHARE_ADDRESS'),
    // If a proxy forwards only /ask: /ask.
    basePath,
    // Behind proxies: how many, or their addresses. Heroku's router is one.
    trustProxy: readTrustProxy(env),
    // Phones sleep: their hands are still counted for this long.
    handHold: readNumber(env, 'HAND_HOLD', 300, 0, 86_400),
    // Rate limits, high enough for a whole hall behind one address.
    socketEvents: readNumber(env, 'SOCKET_EVENTS', 5, 1, 1_000_000),
    addressEvents: readNumber(env, 'ADDRESS_EVENTS', 5_000, 1, 1_000_000),
    addressConnections: readNumber(env, 'ADDRESS_CONNECTIONS', 1_000, 1, 1_000_000),
    addressRooms: readNumber(env, 'ADDRESS_ROOMS', 60, 1, 1_000_000),
    hourlyRooms: readNumber(env, 'HOURLY_ROOMS', 1_000, 1, 1_000_000),
    // High enough for people who mistype a code; slows down a script that guesses.
    addressMisses: readNumber(env, 'ADDRESS_MISSES', 60, 1, 1_000_000),
    // Enough for the largest hall behind one router.
    addressBrowsers: readNumber(env, 'ADDRESS_BROWSERS', 5_000, 1, 1_000_000),
    // Polls, ballots and keys; a second process may not use the same folder.
    dataDir: env['DATA_DIR']?.trim() || 'data',
    // Redis stores all data instead; Heroku's add-on sets it.
    redisUrl: readRedisUrl(env),
    redisChecksCertificate: readChoice(env, 'REDIS_CERTIFICATE', 'checked', ['checked', 'any']) === 'checked',
    diskIsLost: Boolean(env['DYNO']),
    // Without it the default room's key is made at the first start and stored in DATA_DIR.
    presenterKey: readSecret(env, 'PRESENTER_KEY', 16, 256),
    hasDefaultRoom: readChoice(env, 'HOUSE', 'on', ['on', 'off']) === 'on',
    openRooms: readChoice(env, 'OPEN_ROOMS', 'everybody', ['everybody', 'key', 'nobody']),
    roomDays: readNumber(env, 'ROOM_DAYS', 30, 1, 3650),
    // Slides that show the screen in a frame.
    frameAncestors: readEach(env, 'FRAME_ANCESTORS', frameAncestor),
    // Workshop pages served elsewhere, e.g. by an editor's live server.
    clientOrigins: readEach(env, 'CLIENT_ORIGINS', clientOrigin),
    // Pages elsewhere that drive a room by the HTTP API, such as a course's site.
    apiOrigins: readEach(env, 'API_ORIGINS', clientOrigin),
    // Prometheus reads /metrics with it.
    metricsToken: readSecret(env, 'METRICS_TOKEN', 16, 256),
    logLevel: readChoice(env, 'LOG_LEVEL', 'info', LOG_LEVELS),
    wall: readWall(env),
  }
}

function readWall(env: Env): WallConfig {
  return {
    // Which of room, bluesky, mastodon and x the wall reads; Mastodon and X only if they are named here.
    sources: readList(env, 'WALL_SOURCES', 'room,bluesky', NETWORKS),
    search: readChoice(env, 'WALL_SEARCH', 'everyone', ['everyone', 'presenter', 'off']),
    // Pictures are loaded from the networks' servers, which then see the addresses of viewers.
    images: readChoice(env, 'WALL_IMAGES', 'off', ['on', 'off']) === 'on',
    // Public Jetstream servers need no key; name others here, separated by commas.
    blueskyStreams: readUrls(env, 'BLUESKY_STREAMS', BLUESKY_STREAMS, 'ws'),
    blueskyProfiles: readUrl(env, 'BLUESKY_PROFILES', 'https://public.api.bsky.app', 'http'),
    // The Mastodon server whose tag timelines are read.
    mastodonServer: readUrl(env, 'MASTODON_SERVER', 'https://mastodon.social', 'http'),
    mastodonToken: readSecret(env, 'MASTODON_TOKEN', 8, 512),
    // X needs a paid bearer token, and is searched only for presenters' terms.
    xServer: readUrl(env, 'X_SERVER', 'https://api.x.com', 'http'),
    xToken: readSecret(env, 'X_TOKEN', 8, 512),
    xDailyPosts: readNumber(env, 'X_DAILY_POSTS', 500, 0, 1_000_000),
  }
}

function readRedisUrl(env: Env): string | undefined {
  const text = env['REDIS_URL']?.trim()
  if (!text) return undefined
  if (!isRedisAddress(text))
    throw new ConfigError(
      'REDIS_URL must be an address such as redis://127.0.0.1:6379; in its password write % as %25 and / as %2F.',
    )
  if (!env['PRESENTER_KEY']?.trim())
    throw new ConfigError('With REDIS_URL, set PRESENTER_KEY too: every start must have the same.')
  return text
}

function readPublicUrl(env: Env, basePath: string): URL | undefined {
  const text = env['PUBLIC_URL']?.trim()
  if (!text) return undefined
  const url = urlOf(text)
  if (!url || !/^https?:$/.test(url.protocol) || !isPlainAddress(url))
    throw new ConfigError(`PUBLIC_URL must be an address such as https://ask.school.edu, not "${text}".`)
  const path = url.pathname.replace(/\/+$/, '')
  if (path && path !== basePath)
    throw new ConfigError(`PUBLIC_URL ends in "${path}", so BASE_PATH must be "${path}" too.`)
  url.pathname = basePath + '/'
  return url
}

function readTrustProxy(env: Env): boolean | number | string[] {
  const text = env['TRUST_PROXY']?.trim()
  if (!text) return env['DYNO'] ? 1 : false
  if (text === 'false') return false
  if (/^\d+$/.test(text)) return Number(text)
  const proxies = proxiesIn(text)
  if (proxies) return proxies
  throw new ConfigError(
    `TRUST_PROXY must be false, a number of proxies, or their addresses separated by commas, not "${text}".`,
  )
}
