/** Starts the real app for a test, on a port, a store and a data folder of its own, and ends it after the test. */
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { pino } from 'pino'
import { io, type ManagerOptions, type SocketOptions } from 'socket.io-client'
import { createApp, type App } from '../../src/app'
import { readConfig } from '../../src/config'
import type { Handshake } from '../../src/core/protocol/handshake'
import { openDefaultRoomKey } from '../../src/default-room'
import type { Intervals } from '../../src/sockets/room/intervals'
import { openRedisStore } from '../../src/store/redis/open'
import type { Store } from '../../src/store/store'
import type { SourceIntervals } from '../../src/networks/source'
import { afterEachTest } from './cleanup'
import type { Client } from './clients'
import { newFolder } from './folders'
import { unusedPort } from './ports'
import { endStores, openStoreOf, redisUrlOf } from './stores'

export const publicFolder = path.join(__dirname, '..', '..', 'dist', 'public')

export interface TestApp extends App {
  url: string
  store: Store
  /** The house room's presenter key. */
  presenterKey: string
  /** Where it keeps things; the folder goes with the test. */
  dataDir: string
  /** Lines written to the log, parsed. */
  log: Record<string, unknown>[]
  /** A socket.io client that connects at once; `handshake` undefined: a classic one. */
  client(handshake?: Handshake, options?: Partial<ManagerOptions & SocketOptions>): Client
}

const running = new Set<TestApp>()
const clients = new Set<Client>()

/** Starts the app; `port` 0: one that nobody uses. `env` as the environment of a server. It ends with the test. */
export async function startApp(
  env: Record<string, string> = {},
  port = 0,
  intervals: Partial<Intervals & SourceIntervals> = {},
): Promise<TestApp> {
  const log: Record<string, unknown>[] = []
  const read = readConfig({ DATA_DIR: newFolder(), ...env })
  const logger = pino(
    { level: read.logLevel },
    { write: line => void log.push(JSON.parse(line) as Record<string, unknown>) },
  )
  const redisUrl = read.redisUrl ?? (await redisUrlOf(read.dataDir))
  const config = { ...read, redisUrl }
  const store = read.redisUrl ? await openRedisStore({ url: read.redisUrl }) : await openStoreOf(read.dataDir)
  const defaultRoomKey = openDefaultRoomKey(config.presenterKey, config.dataDir)
  const app = createApp({
    config,
    logger,
    publicFolder,
    store: Promise.resolve(store),
    defaultRoomKey,
    intervals,
  })
  await app.ready
  await listen(app.server, port || (await unusedPort()))
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  const testApp: TestApp = {
    ...app,
    url,
    log,
    store,
    presenterKey: defaultRoomKey.key,
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
  await endStores()
})

function listen(server: App['server'], port: number): Promise<void> {
  return new Promise((resolve, reject) =>
    server.once('error', reject).listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    }),
  )
}
