/**
 * Decides who answers a request: Engine.IO below its path, Express in every other case, also upgrades to unknown
 * protocols.
 */
import type { IncomingMessage, Server as HttpServer } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Logger } from 'pino'

type Listener = (...args: unknown[]) => void

/** Headers that ask for another protocol. */
const ASKS_UPGRADE = /^(upgrade|http2-settings)$/i

/**
 * Call before Engine.IO is attached; call what it returns afterwards.
 * Engine.IO takes everything below its path, and ends upgrades to other protocols without an answer.
 */
export function shareRequests(server: HttpServer, path: string, logger: Logger): () => void {
  const toExpress = server.listeners('request') as Listener[]
  const isForEngine = ({ url = '' }: IncomingMessage) =>
    url.startsWith(`${path}/`) && !/^socket\.io\.[\w.]+$/.test(url.slice(path.length + 1).split('?', 1)[0]!)
  const isWebSocket = (request: IncomingMessage) =>
    isForEngine(request) && /\bwebsocket\b/i.test(request.headers.upgrade ?? '')

  return () => {
    const toEngine = replace('request')
    const upgradeByEngine = replace('upgrade')
    server.on('request', (request, response) => {
      try {
        for (const listener of isForEngine(request) ? toEngine : toExpress)
          listener.call(server, request, response)
      } catch (error) {
        logger.error({ err: error }, 'a request failed')
        if (!response.headersSent) response.writeHead(500)
        response.end()
      }
    })
    server.on('upgrade', (request, socket, head) => {
      try {
        if (!isWebSocket(request)) answerAsHttp(server, request, socket, head)
        else for (const listener of upgradeByEngine) listener.call(server, request, socket, head)
      } catch (error) {
        logger.error({ err: error }, 'an upgrade failed')
        socket.destroy()
      }
    })
    // Node from 24.9 on asks before it gives the connection up.
    Object.assign(server, { shouldUpgradeCallback: isWebSocket })
    server.on('connect', (_request, socket) => {
      socket.on('error', () => undefined)
      socket.end('HTTP/1.1 405 Method Not Allowed\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
    })
  }

  function replace(event: string): Listener[] {
    const listeners = server.listeners(event) as Listener[]
    server.removeAllListeners(event)
    return listeners
  }
}

/** Reads a request again without its wish for another protocol, such as curl's for HTTP/2: a server may ignore that. */
function answerAsHttp(server: HttpServer, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const { method, url, httpVersion, rawHeaders } = request
  const lines = [`${method} ${url} HTTP/${httpVersion}`]
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const [name, value] = [rawHeaders[index]!, rawHeaders[index + 1]!]
    if (/^connection$/i.test(name)) lines.push(`${name}: ${withoutUpgrade(value)}`)
    else if (!ASKS_UPGRADE.test(name)) lines.push(`${name}: ${value}`)
  }
  if (head.length > 0) socket.unshift(head)
  socket.unshift(Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'))
  server.emit('connection', socket)
}

function withoutUpgrade(connection: string): string {
  const wishes = connection.split(',').map(wish => wish.trim())
  return wishes.filter(wish => !ASKS_UPGRADE.test(wish)).join(', ') || 'keep-alive'
}
