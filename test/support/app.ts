/** Owns what tests stand on: a real app on a free port, real clients, and waiting for events, never for time. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client'
import { createApp, type App } from '../../src/app'
import { readConfig } from '../../src/config'
import type { ClientEvents } from '../../src/core/protocol/client-events'
import type { EventInputs, EventName } from '../../src/core/protocol/schemas'
import type { Handshake, ServerEvents, Snapshot } from '../../src/core/protocol/events'
import { openHouseKey } from '../../src/default-room'
import type { Paces } from '../../src/sockets/room/intervals'
import { openLmdbStore } from '../../src/store/lmdb/open'
import { openRedisStore } from '../../src/store/redis/open'
import type { Store } from '../../src/store/store'
import type { Paces as SourcePaces } from '../../src/networks/source'
import { startRedis, type RedisServer } from './redis-server'
import { afterAllTests, afterEachTest } from './cleanup'
import { unusedPort } from './ports'

export const publicFolder = path.join(__dirname, '..', '..', 'dist', 'public')

export type Client = Socket<ServerEvents, ClientEvents>

export interface TestApp extends App {
  url: string
  store: Store
  /** The house room's presenter key. */
  houseKey: string
  /** Where it keeps things; the folder goes with the test. */
  dataDir: string
  /** Lines written to the log, parsed. */
  log: Record<string, unknown>[]
  /** A socket.io client that connects at once; `handshake` undefined: a classic one. */
  client(handshake?: Handshake, options?: Partial<ManagerOptions & SocketOptions>): Client
}

/** Puts every app that names no store of its own on a Redis of its own: all that works without Redis works with it. */
const TESTS_ON_REDIS = process.env['TEST_STORE'] === 'redis'

/** Tests of what only the embedded store has, such as files; with all apps on Redis there is nothing of it to test. */
export function onEmbeddedStore(define: () => void): void {
  if (!TESTS_ON_REDIS) define()
}

const running = new Set<TestApp>()
const redisOf = new Map<string, Promise<RedisServer>>()
const clients = new Set<Client>()
const folders = new Set<string>()

/** An empty folder that goes with the test run. */
export function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'ask-'))
  folders.add(folder)
  return folder
}

/** The Redis that stands for a data folder: the same one for an app that is started again. */
function redisFor(folder: string): Promise<RedisServer> {
  const redis = redisOf.get(folder) ?? startRedis()
  redisOf.set(folder, redis)
  return redis
}

/** The store of this data folder; as all tests, on a Redis where they are to be. */
export async function openStoreOf(folder: string): Promise<Store> {
  return TESTS_ON_REDIS
    ? openRedisStore({ url: (await redisFor(folder)).url })
    : openLmdbStore(folder, 'Kept in a test.')
}

/** All that is kept for this data folder, as it lies on the disk. */
export async function keptOf(folder: string): Promise<string> {
  const kept = TESTS_ON_REDIS ? (await redisFor(folder)).folder : folder
  const files = readdirSync(kept, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  return files.map(({ parentPath, name }) => readFileSync(path.join(parentPath, name), 'latin1')).join()
}

/** Starts the app; `port` 0: one that nobody uses. `env` as the environment of a server. It ends with the test. */
export async function startApp(
  env: Record<string, string> = {},
  port = 0,
  paces: Partial<Paces & SourcePaces> = {},
): Promise<TestApp> {
  const log: Record<string, unknown>[] = []
  const logger = pino({}, { write: line => void log.push(JSON.parse(line) as Record<string, unknown>) })
  const read = readConfig({ DATA_DIR: newFolder(), ...env })
  const config =
    TESTS_ON_REDIS && !read.redisUrl ? { ...read, redisUrl: (await redisFor(read.dataDir)).url } : read
  const store = read.redisUrl ? await openRedisStore({ url: read.redisUrl }) : await openStoreOf(read.dataDir)
  const houseKey = openHouseKey(config.presenterKey, config.dataDir)
  const app = createApp({ config, logger, publicFolder, store: Promise.resolve(store), houseKey, paces })
  await app.ready
  await listen(app.server, port || (await unusedPort()))
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  const testApp: TestApp = {
    ...app,
    url,
    log,
    store,
    houseKey: houseKey.key,
    dataDir: config.dataDir,
    close() {
      running.delete(testApp)
      return app.close()
    },
    client(handshake = {}, options = {}) {
      const client: Client = io(url, {
        forceNew: true,
        transports: ['websocket'],
        path: `${env['BASE_PATH'] ?? ''}/socket.io`,
        auth: handshake,
        ...options,
      })
      clients.add(client)
      return client
    },
  }
  running.add(testApp)
  return testApp
}

afterEachTest(async () => {
  for (const client of clients) client.disconnect()
  clients.clear()
  await Promise.all([...running].map(app => app.close()))
  running.clear()
  for (const redis of redisOf.values()) await (await redis).kill()
  redisOf.clear()
})

afterAllTests(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  folders.clear()
})

function listen(server: App['server'], port: number): Promise<void> {
  return new Promise((resolve, reject) =>
    server.once('error', reject).listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    }),
  )
}

type Emitter = {
  on(event: string, listener: (...args: never[]) => void): unknown
  off(event: string, listener: (...args: never[]) => void): unknown
}

/** Sends an event and asks for no answer, as a careless client does. */
export function emitOnly<E extends EventName>(client: Client, event: E, input: EventInputs[E]): void {
  ;(client.emit as (...args: unknown[]) => void)(event, input)
}

/** The arguments of the next such event, or of the next one that fits. */
export function waitFor<T extends unknown[] = unknown[]>(
  emitter: unknown,
  event: string,
  fits: (...args: T) => boolean = () => true,
): Promise<T> {
  return new Promise(resolve => {
    const source = emitter as Emitter
    const listener = (...args: never[]) => {
      if (!fits(...(args as unknown as T))) return
      source.off(event, listener)
      resolve(args as unknown as T)
    }
    source.on(event, listener)
  })
}

/** Every such event from now on, as arrays of arguments. */
export function collect(client: Client, event: keyof ServerEvents): unknown[][] {
  const heard: unknown[][] = []
  client.on(event, (...args: unknown[]) => void heard.push(args))
  return heard
}

/** Waits until a client has its snapshot. */
export async function joined(client: Client): Promise<Snapshot> {
  const [snapshot] = await waitFor<[Snapshot]>(client, 'snapshot')
  return snapshot
}

let tabs = 0
/** A tab id that no other test has. */
export function newTab(): string {
  return `tab-${String(++tabs).padStart(16, '0')}`
}

/** A page: its own tab, its own browser unless one is given. Resolves once it is in the room. */
export async function page(
  app: TestApp,
  { tab = newTab(), browser }: { tab?: string; browser?: string } = {},
): Promise<{ client: Client; snapshot: Snapshot; tab: string; pollId: string }> {
  const client = app.client({ tab, browser })
  const snapshot = await joined(client)
  return { client, snapshot, tab, pollId: snapshot.poll.pollId }
}

/** The next tally on this client that equals the one expected. */
export async function tallyOf(client: Client, expected: Record<string, number>): Promise<void> {
  await waitFor<[Record<string, number>]>(client, 'voteCount', counts =>
    Object.entries(expected).every(([letter, votes]) => counts[letter] === votes),
  )
}
