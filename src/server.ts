/** The process: reads the settings, creates the app, listens, and shuts down gracefully. Exports the http server. */
import './node-version'
import { accessSync, constants, statSync } from 'node:fs'
import path from 'node:path'
import { pino } from 'pino'
import { createApp } from './app'
import { ConfigError, readConfig, type Config } from './config'
import { openDefaultRoomKey, type DefaultRoomKey } from './default-room'
import { bracketed, Share } from './http/public-url'
import { outliveOutputs, spreadNet } from './last-net'
import { maxConnectionsOf, openFilesLimit, reportSeldom } from './open-files'
import { openLmdbStore } from './store/lmdb/open'
import { folderProblem } from './store/private-folder'
import { openRedisStore } from './store/redis/open'
import { StoreError } from './store/errors'
import type { Store } from './store/store'
import { listenProblem, printStart } from './start-message'

/** Milliseconds that a graceful shutdown may take. */
const CLOSE_TIMEOUT_MS = 4000
/**
 * Milliseconds after which a second Ctrl-C ends the process at once; before, it is the first one, which npm sends
 * again.
 */
const SECOND_SIGNAL_DELAY_MS = 500
/**
 * The exit code for settings that make no sense, `EX_CONFIG` of sysexits.h: a service manager need not start again with
 * the same. All other ends that a sentence explains have 1.
 */
const SETTINGS_EXIT_CODE = 78
/** The listen backlog, because a hall arrives at once. */
const BACKLOG = 4096

outliveOutputs()
const config = settings()
const publicFolder = path.join(__dirname, '..', 'dist', 'public')
const indexPage = path.join(publicFolder, 'index.html')
try {
  accessSync(indexPage, constants.R_OK)
} catch {
  stopWith(`The pages cannot be read (${indexPage}). Build them with "npm run build".`)
}

const logOutput = pino.destination({ dest: 2, sync: true })
// A full disk behind stderr must not end the process.
logOutput.on('error', () => undefined)
const logger = pino({ level: config.logLevel, base: null }, logOutput)
const defaultRoomKey = readDefaultRoomKey()
const store = openStore()
const app = createApp({ config, logger, publicFolder, store, built: builtAt(), defaultRoomKey })
const { server } = app

app.ready.catch((error: unknown) => {
  if (error instanceof StoreError) stopWith(error.message)
  logger.fatal({ err: error }, 'the store failed')
  stopWith('What is kept could not be read; the log says why.')
})
let isReady = false
let endingSince: number | undefined

const filesLimit = openFilesLimit()
if (filesLimit !== undefined) server.maxConnections = maxConnectionsOf(filesLimit)
const hint = 'raise the limit of open files, e.g. with "ulimit -n"'
const noRoom = reportSeldom(dropped =>
  logger.warn({ limit: filesLimit, dropped }, `no room for more connections; ${hint}`),
)
const notAccepted = reportSeldom(times =>
  logger.warn({ limit: filesLimit, times }, `connections could not be accepted; ${hint}`),
)
server.on('drop', noRoom)
// While it listens, an error means that a connection could not be accepted.
server.on('error', (error: NodeJS.ErrnoException) =>
  server.listening ? notAccepted() : stopWith(listenProblem(error, config)),
)
server.listen({ port: config.port, host: config.host, backlog: BACKLOG }, () => {
  spreadNet({ logger, print: sentence => console.error(sentence) })
  app.ready.then(announceStart).catch((error: unknown) => {
    if (endingSince === undefined) logger.error({ err: error }, 'the start message could not be printed')
  })
})
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, end)
// A closed terminal ends its server. A server without a terminal (nohup, a service) goes on.
process.on('SIGHUP', () => {
  if (process.stdout.isTTY) end()
})

function settings(): Config {
  try {
    return readConfig(process.env)
  } catch (error) {
    if (error instanceof ConfigError) stopWith(error.message, SETTINGS_EXIT_CODE)
    throw error
  }
}

function readDefaultRoomKey(): DefaultRoomKey {
  try {
    return openDefaultRoomKey(config.presenterKey, config.dataDir)
  } catch (error) {
    return stopWith(folderProblem(config.dataDir, error))
  }
}

/** Opens Redis if it is configured, otherwise the local disk. */
function openStore(): Promise<Store> {
  const { redisUrl, redisChecksCertificate: checksCertificate, dataDir, diskIsLost } = config
  if (redisUrl) return openRedisStore({ url: redisUrl, checksCertificate })
  const sentence = diskIsLost
    ? 'Questions and ballots are lost when this server restarts: its disk does not outlive it.'
    : `Questions and ballots are kept in ${dataDir}.`
  const onWaiting = () =>
    console.log(`Another Ask the Audience is using the data folder ${dataDir}. Waiting for it to end.`)
  const onEmpty = (file: string) =>
    logger.warn(
      `${file} is empty, so rooms begin anew. If it is a copy of a backup, the copy failed: end this server and restore the backup again.`,
    )
  return openLmdbStore(dataDir, sentence, diskIsLost, { onWaiting, onEmpty })
}

/** When the program was built; 0 if unknown, because some container images set all file times to 1970. */
function builtAt(): number {
  return statSync(__filename).mtimeMs
}

function stopWith(sentence: string, exitCode = 1): never {
  console.error(sentence)
  process.exit(exitCode)
}

async function announceStart(): Promise<void> {
  isReady = true
  const address = server.address()
  if (endingSince !== undefined || address === null || typeof address === 'string') return
  const { port } = address
  await printStart({
    config,
    port,
    toShare: await urlsToShare(port),
    store: await store,
    presenterKey: defaultRoomKey.key,
    filesLimit,
    clockProblem: app.clockProblem(),
  })
}

async function urlsToShare(port: number): Promise<string[]> {
  if (config.publicUrl) return [config.publicUrl.href]
  const hosts = await new Share(config, () => false).addresses()
  return hosts.map(host => `http://${bracketed(host)}:${port}${config.basePath}/`)
}

/** Shuts down once, gracefully: notifies all pages; recorded data stays. */
function end(): void {
  const now = performance.now()
  if (endingSince !== undefined) {
    if (now - endingSince > SECOND_SIGNAL_DELAY_MS) process.exit(1)
    return
  }
  endingSince = now
  // Nobody is in a room yet, and stored data is already safe.
  if (!isReady) process.exit(0)
  console.log('Closing. Pages come back by themselves when the server does.')
  setTimeout(() => process.exit(0), CLOSE_TIMEOUT_MS).unref()
  app
    .close()
    .catch((error: unknown) => logger.error({ err: error }, 'the shutdown failed'))
    .finally(() => process.exit(0))
}

export = server
