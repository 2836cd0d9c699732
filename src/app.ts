/** Composition root: puts the parts together and lists every feature. Never listens, reads the environment or exits. */
import express, { type ErrorRequestHandler } from 'express'
import { createServer, type Server as HttpServer } from 'node:http'
import type { Logger } from 'pino'
import type { Config } from './config'
import { pages } from './http/pages'
import { securityHeaders } from './http/security'
import type { Trust } from './request'
import type { Feature, RoomServer } from './sockets/feature'
import { drained } from './sockets/broadcast'
import { listen } from './sockets/listen'
import { people } from './sockets/people'
import { poll } from './sockets/poll'
import { tally } from './sockets/tally'

export interface AppParts {
  config: Config
  logger: Logger
  /** The built pages. */
  publicFolder: string
}

export interface App {
  server: HttpServer
  io: RoomServer
  /** Tells everybody, closes every connection and stops listening. */
  close(): Promise<void>
}

/** Milliseconds that telling everybody may take. */
const LONGEST_GOODBYE = 1000

const features: readonly Feature[] = [poll, people, tally]

/** Makes the whole application, ready to listen. */
export function createApp({ config, logger, publicFolder }: AppParts): App {
  const web = express()
  web.disable('x-powered-by')
  web.set('trust proxy', config.trustProxy)
  const trust = web.get('trust proxy fn') as Trust

  const failed: ErrorRequestHandler = (error, _request, response, next) => {
    logger.error({ err: error as unknown }, 'a request failed')
    if (response.headersSent) next(error)
    else response.status(500).type('text').send('Something went wrong on the server.')
  }
  web.use(securityHeaders(trust))
  web.use(config.basePath || '/', pages(publicFolder, config, trust))
  web.use(failed)

  const server = createServer(web)
  // Longer than a router in front keeps its own end open (Heroku: 90 s).
  server.keepAliveTimeout = 95_000
  const { io, rooms } = listen(server, features, { config, logger, trust })

  return {
    server,
    io,
    async close() {
      io.emit('serverClosing')
      await drained(io.sockets.sockets.values(), LONGEST_GOODBYE)
      await io.close()
      rooms.close()
      server.closeAllConnections()
    },
  }
}
