/** Refuses malformed requests with a sentence and a status below 500, and logs failures of the server itself. */
import type { ErrorRequestHandler, Request, RequestHandler } from 'express'
import type { Logger } from 'pino'
import { refuse } from '../core/protocol/refusals'
import { hostOf, type Trust } from '../forwarded'
import { RoomSetAside } from '../store/documents'
import { StoreTrouble } from '../store/errors'

/** Characters of a host with its port: a DNS name has at most 253. */
const MAX_HOST_LENGTH = 260

/** Seconds after which to retry a request that could not be recorded. */
const RETRY_AFTER_S = 5

/** Sentences for errors that a sender can fix, by status; every other gets the sentence of `bad-request`. */
const SENTENCES: Record<number, { message: string }> = {
  413: { message: 'This request is too large.' },
  415: { message: 'Send UTF-8, uncompressed or with gzip.' },
}

/** Refuses invalid URLs and invalid hosts before any other handler reads them. */
export function refuseMalformed(trust: Trust): RequestHandler {
  return (request, response, next) => {
    const host = hostOf(request, trust) ?? ''
    if (isWellFormed(request) && host.length <= MAX_HOST_LENGTH) next()
    else response.status(400).set('Cache-Control', 'no-store').json(refuse('bad-request'))
  }
}

function isWellFormed(request: Request): boolean {
  try {
    // Express parses the path only now, and throws for some addresses.
    return decodeURIComponent(request.path).startsWith('/')
  } catch {
    return false
  }
}

/** The last handler: explains a sender's mistake to the sender; logs an error of the server without sending details. */
export function answerFailure(logger: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    // The store's condition reports trouble of the whole store, once.
    const isSetAside = error instanceof RoomSetAside
    if ((isSetAside || error instanceof StoreTrouble) && !response.headersSent) {
      const refusal = refuse(isSetAside ? 'room-set-aside' : 'not-kept')
      if (!isSetAside) response.set('Retry-After', String(RETRY_AFTER_S))
      response.status(503).set('Cache-Control', 'no-store').json(refusal)
      return
    }
    const status = statusOf(error)
    if (status < 500) logger.debug({ status }, 'refused a malformed request')
    else logger.error({ err: error }, 'a request failed')
    if (response.headersSent) next(error)
    else {
      response.status(status).set('Cache-Control', 'no-store')
      if (status < 500) response.json({ ...refuse('bad-request'), ...SENTENCES[status] })
      else response.type('text').send('Something went wrong on the server.')
    }
  }
}

/** The status of an error that Express or a body parser raised because of the request; 500 for every other. */
function statusOf(error: unknown): number {
  const { status, expose } = (error ?? {}) as { status?: unknown; expose?: unknown }
  const isOfRequest = typeof status === 'number' && status >= 400 && status < 500
  return isOfRequest && expose !== false ? status : 500
}
