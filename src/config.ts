/**
 * Reads the settings: the only file that names environment variables. A wrong value stops the start with a sentence.
 */
import { ConfigError } from './config-error'
import { clientOrigin, frameAncestor } from './config-origins'
import {
  readChoice,
  readEach,
  readHostName,
  readList,
  readNumber,
  readPath,
  readSecret,
  readUrls,
  type Env,
} from './config-readers'
import { NETWORKS, type Network } from './core/protocol/wall'

export interface Config {
  /** Port to listen on; 0 takes a free one. */
  port: number
  /** Address to listen on; undefined: every address of this machine. */
  host: string | undefined
  /** The address people are told, without a trailing slash; undefined: the page's own. */
  publicUrl: URL | undefined
  /** The host that links and QR codes name where a page is opened on this machine; undefined: the likeliest address. */
  shareAddress: string | undefined
  /** Path below which everything is served: '' or '/path', never with a trailing slash. */
  basePath: string
  /** Whose X-Forwarded headers count: Express's "trust proxy" value. */
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
  /** Browsers that are new to a room which one address may bring in ten minutes; all of them may come at once. */
  addressBrowsers: number
  /** Folder of everything that outlives the process. */
  dataDir: string
  /** Where Redis is, which then keeps everything instead of DATA_DIR. */
  redisUrl: string | undefined
  /** Whether a certificate of Redis must be one that is known; Heroku's is made by itself. */
  redisChecksCertificate: boolean
  /** Whether this machine's disk is lost at every restart, as Heroku's is. */
  diskIsLost: boolean
  /** The default room's presenter key, when it is given from outside. */
  presenterKey: string | undefined
  /** Whether there is a default room at `/`; else only rooms with codes. */
  hasDefaultRoom: boolean
  /** Who may open rooms. */
  openRooms: 'everybody' | 'key' | 'nobody'
  /** Days after which a room that nobody used is erased. */
  roomDays: number
  /** Origins whose pages may connect besides this server's own; `:*` stands for every port, "null" for pages of no origin. */
  clientOrigins: string[]
  /** Origins that may frame the screen, as CSP writes them. */
  frameAncestors: string[]
  /** Lowest level that is written to the log on stderr. */
  logLevel: string
  wall: WallConfig
}

/** Where posts of the wall come from, and who may search. */
export interface WallConfig {
  sources: Network[]
  /** Who may search terms; `off`: nobody, the wall shows posts of the room only. */
  search: 'everyone' | 'presenter' | 'off'
  /** Whether pages may load authors' pictures from other servers. */
  images: boolean
  /** Jetstream servers, tried in turn. */
  blueskyStreams: string[]
  /** The server that tells who wrote a post. */
  blueskyProfiles: string
  mastodonServer: string
  /** A user's token: with it posts are pushed, deletes and edits too; without, tags are read every few seconds. */
  mastodonToken: string | undefined
  xServer: string
  xToken: string | undefined
  /** Posts read from X a day, at most: each costs money. */
  xDailyPosts: number
}

export { ConfigError }

const BLUESKY_STREAMS = 'wss://jetstream.us-east.bsky.network,wss://jetstream.us-west.bsky.network'
const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']

/** Reads the settings. Throws a ConfigError that names the setting and what it takes. */
export function readConfig(env: Env): Config {
  const basePath = readPath(env, 'BASE_PATH')
  return {
    // Where the server listens. Heroku gives PORT.
    port: readNumber(env, 'PORT', 3000, 0, 65_535),
    // Listen on one address only, e.g. 127.0.0.1 behind nginx.
    host: env['HOST'] || undefined,
    // What QR codes and links say, and an origin that may connect besides the page's own.
    publicUrl: readPublicUrl(env, basePath),
    // Where this machine has several addresses, the one that phones reach.
    shareAddress: readHostName(env, 'SHARE_ADDRESS'),
    // When a proxy hands on /ask only: /ask.
    basePath,
    // Behind proxies: how many, or their addresses. Heroku's router is one.
    trustProxy: readTrustProxy(env),
    // Phones sleep; their hands stay up this long.
    handHold: readNumber(env, 'HAND_HOLD', 300, 0, 86_400),
    // Budgets against floods, generous enough for a whole hall behind one address.
    socketEvents: readNumber(env, 'SOCKET_EVENTS', 5, 1, 1_000_000),
    addressEvents: readNumber(env, 'ADDRESS_EVENTS', 5_000, 1, 1_000_000),
    addressConnections: readNumber(env, 'ADDRESS_CONNECTIONS', 1_000, 1, 1_000_000),
    addressRooms: readNumber(env, 'ADDRESS_ROOMS', 60, 1, 1_000_000),
    hourlyRooms: readNumber(env, 'HOURLY_ROOMS', 1_000, 1, 1_000_000),
    // A hall mistypes its code now and then; a script that guesses is slowed down.
    addressMisses: readNumber(env, 'ADDRESS_MISSES', 60, 1, 1_000_000),
    // The seats of the largest hall behind one router.
    addressBrowsers: readNumber(env, 'ADDRESS_BROWSERS', 5_000, 1, 1_000_000),
    // Polls, ballots and keys; a second process may not use the same folder.
    dataDir: env['DATA_DIR']?.trim() || 'data',
    // Redis keeps it all instead; Heroku's add-on sets it.
    redisUrl: readRedisUrl(env),
    redisChecksCertificate: readChoice(env, 'REDIS_CERTIFICATE', 'checked', ['checked', 'any']) === 'checked',
    diskIsLost: Boolean(env['DYNO']),
    // Without it the default room's key is made at the first start and kept in DATA_DIR.
    presenterKey: readSecret(env, 'PRESENTER_KEY', 16, 256),
    hasDefaultRoom: readChoice(env, 'HOUSE', 'on', ['on', 'off']) === 'on',
    openRooms: readChoice(env, 'OPEN_ROOMS', 'everybody', ['everybody', 'key', 'nobody']),
    roomDays: readNumber(env, 'ROOM_DAYS', 30, 1, 3650),
    // Slides that show the screen in a frame.
    frameAncestors: readEach(env, 'FRAME_ANCESTORS', frameAncestor),
    // Workshop pages that are served elsewhere, e.g. by an editor's live server.
    clientOrigins: readEach(env, 'CLIENT_ORIGINS', clientOrigin),
    logLevel: readChoice(env, 'LOG_LEVEL', 'info', LOG_LEVELS),
    wall: readWall(env),
  }
}

function readWall(env: Env): WallConfig {
  return {
    // Which of room, bluesky, mastodon and x the wall listens to; Mastodon and X are asked only when named here.
    sources: readList(env, 'WALL_SOURCES', 'room,bluesky', NETWORKS),
    search: readChoice(env, 'WALL_SEARCH', 'everyone', ['everyone', 'presenter', 'off']),
    // Pictures come from the networks' servers, which then see who looks at the wall.
    images: readChoice(env, 'WALL_IMAGES', 'off', ['on', 'off']) === 'on',
    // Public Jetstream servers need no key; name others here, separated by commas.
    blueskyStreams: readUrls(env, 'BLUESKY_STREAMS', BLUESKY_STREAMS, 'ws'),
    blueskyProfiles: readUrls(env, 'BLUESKY_PROFILES', 'https://public.api.bsky.app', 'http')[0]!,
    // The Mastodon server whose tag timelines are read.
    mastodonServer: readUrls(env, 'MASTODON_SERVER', 'https://mastodon.social', 'http')[0]!,
    mastodonToken: readSecret(env, 'MASTODON_TOKEN', 8, 512),
    // X takes a paid bearer token, and only presenters' terms are asked of it.
    xServer: readUrls(env, 'X_SERVER', 'https://api.x.com', 'http')[0]!,
    xToken: readSecret(env, 'X_TOKEN', 8, 512),
    xDailyPosts: readNumber(env, 'X_DAILY_POSTS', 500, 0, 1_000_000),
  }
}

function readRedisUrl(env: Env): string | undefined {
  const text = env['REDIS_URL']?.trim()
  if (!text) return undefined
  if (!URL.canParse(text) || !/^rediss?:$/.test(new URL(text).protocol))
    throw new ConfigError('REDIS_URL must be an address such as redis://127.0.0.1:6379.')
  if (!env['PRESENTER_KEY']?.trim())
    throw new ConfigError('With REDIS_URL, set PRESENTER_KEY too: every start must have the same.')
  return text
}

function readPublicUrl(env: Env, basePath: string): URL | undefined {
  const text = env['PUBLIC_URL']?.trim()
  if (!text) return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.search || url.hash)
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
  const addresses = text.split(',').map(part => part.trim())
  if (addresses.every(part => /^[\da-f.:]+(\/\d+)?$|^(loopback|linklocal|uniquelocal)$/i.test(part)))
    return addresses
  throw new ConfigError(
    `TRUST_PROXY must be false, a number of proxies, or their addresses separated by commas, not "${text}".`,
  )
}
