/** Refuses malformed requests with a sentence and a status below 500, and logs failures of the server itself. */
import type { ErrorRequestHandler, Request, RequestHandler } from 'express'
import type { IncomingMessage } from 'node:http'
import type { Logger } from 'pino'
import { refuse } from '../core/protocol/refusals'
import { hostOf, type Trust } from '../forwarded'
import { RoomSetAside } from '../store/documents'
import { StoreTrouble } from '../store/errors'
import type { RefusalPage } from './refusal-page'

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
export function refuseMalformed(trust: Trust, refusals: RefusalPage): RequestHandler {
  return (request, response, next) => {
    if (isWellFormed(request) && hasFittingHost(request, trust)) next()
    else refusals.answer(request, response, 400, refuse('bad-request'))
  }
}

/** Whether the host that is asked for could be one. */
export function hasFittingHost(request: IncomingMessage, trust: Trust): boolean {
  return (hostOf(request, trust) ?? '').length <= MAX_HOST_LENGTH
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
export function answerFailure(logger: Logger, refusals: RefusalPage): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    // The store's condition reports trouble of the whole store, once.
    const isSetAside = error instanceof RoomSetAside
    if ((isSetAside || error instanceof StoreTrouble) && !response.headersSent) {
      if (!isSetAside) response.set('Retry-After', String(RETRY_AFTER_S))
      refusals.answer(request, response, 503, refuse(isSetAside ? 'room-set-aside' : 'not-kept'))
      return
    }
    const status = statusOf(error)
    if (status < 500) logger.debug({ status }, 'refused a malformed request')
    else logger.error({ err: error }, 'a request failed')
    if (response.headersSent) return next(error)
    const refusal = refuse(status < 500 ? 'bad-request' : 'server-error')
    refusals.answer(request, response, status, { ...refusal, ...SENTENCES[status] })
  }
}

/** The status of an error that Express or a body parser raised because of the request; 500 for every other. */
function statusOf(error: unknown): number {
  const { status, expose } = (error ?? {}) as { status?: unknown; expose?: unknown }
  const isOfRequest = typeof status === 'number' && status >= 400 && status < 500
  return isOfRequest && expose !== false ? status : 500
}
