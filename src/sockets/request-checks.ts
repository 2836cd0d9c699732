/** Checks every request to Socket.IO before Engine.IO takes it: handshakes, long-polling with a session, upgrades. */
import { ServerResponse, type IncomingMessage } from 'node:http'
import type { Logger } from 'pino'
import { ENGINE_FORBIDDEN } from '../core/protocol/refusals'
import type { Observer } from './observer'
import type { OriginGate } from '../origins'
import type { RoomServer } from './room/live-room'

/** What Engine.IO's answers carry as `code`, for clients that read it. */
const BAD_REQUEST = 3
const UNSUPPORTED_PROTOCOL = 5

interface Parts {
  gate: OriginGate
  logger: Logger
  basePath: string
  observer: Observer | undefined
}

interface Refusal {
  status: 400 | 403
  code: number
  message: string
}

type EngineRequest = IncomingMessage & { _query?: Record<string, unknown> }

/** Puts the checks in front of Engine.IO. */
export function checkRequests(io: RoomServer, { gate, logger, basePath, observer }: Parts): void {
  let hasLoggedOldClient = false
  const oldClient = `The page loads a Socket.IO client that is too old (1.x or 2.x). Load ${basePath}/socket.io/socket.io.js of this server instead.`

  function refusalOf(request: EngineRequest): Refusal | undefined {
    const query = request._query ?? {}
    const isOld = isOldClient(request, query)
    if (isOld && !hasLoggedOldClient) {
      hasLoggedOldClient = true
      logger.warn(oldClient)
    }
    const refusal = gate.refusalOf(request)
    if (refusal) {
      observer?.refused(refusal.code)
      return { status: 403, code: ENGINE_FORBIDDEN, message: refusal.message }
    }
    // A <script> of any page could read its answers.
    if ('j' in query) return { status: 400, code: BAD_REQUEST, message: 'JSONP is not offered.' }
    return isOld ? { status: 400, code: UNSUPPORTED_PROTOCOL, message: oldClient } : undefined
  }

  io.engine.use((request: EngineRequest, response: ServerResponse, next: (error?: Error) => void) => {
    // Also on what Engine.IO refuses itself.
    if (response instanceof ServerResponse)
      response
        .setHeader('X-Content-Type-Options', 'nosniff')
        .setHeader('Cross-Origin-Resource-Policy', 'same-origin')
    // The response of an upgrade is kept as long as its connection, and would keep the request and its headers.
    else Object.assign(response, { req: undefined })
    const refusal = refusalOf(request)
    if (!refusal) return next()
    answer(request, response, refusal)
    next(new Error(refusal.message))
  })
}

/** Clients 1.x and 2.x speak revision 3 of the protocol or an older one; 0.9 asks below `/socket.io/1/`. */
function isOldClient({ url = '' }: IncomingMessage, { EIO, transport }: Record<string, unknown>): boolean {
  const isOldRevision = EIO === undefined || (typeof EIO === 'string' && /^[123]$/.test(EIO))
  return (isOldRevision && transport !== undefined) || /\/socket\.io\/1\//.test(url)
}

/** An upgrade has no response yet; there the answer is written to its connection. */
function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { status, code, message }: Refusal,
): void {
  const body = JSON.stringify({ code, message })
  if (response instanceof ServerResponse) {
    response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
    response.end(body)
    return
  }
  const { socket } = request
  socket.on('error', () => undefined) // its client may be gone already
  socket.end(
    `HTTP/1.1 ${status} ${status === 403 ? 'Forbidden' : 'Bad Request'}\r\nConnection: close\r\n` +
      `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}
