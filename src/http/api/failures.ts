/** The one form in which the API says no: a status, a code for programs and a sentence for people. */
import type { ErrorRequestHandler, Response } from 'express'
import type { Logger } from 'pino'
import type { Refusal, RefusalCode } from '../../core/protocol/replies'
import { refusalCodes, refuse } from '../../core/protocol/refusals'
import { RETRY_AFTER_S } from '../../misses'
import { RoomSetAside } from '../../store/documents'
import { StoreTrouble } from '../../store/errors'
import { noteRefusal } from '../refused'

/** What only the API refuses. */
const OWN = {
  'bad-question': [400, 'This is no question.'],
  'bad-parameter': [
    400,
    'Behind the ?, step, lesson, round and width are whole numbers, add and hidden are true or false, and theme is light, dark or print.',
  ],
  'no-such-route': [404, 'The API has no such address. See /api/openapi.json.'],
  'no-such-poll': [404, 'There is no poll with this id, or you may not see it: the presenter key may.'],
  'results-not-shared': [403, 'The presenter of this room does not share its results.'],
  'helper-key': [
    403,
    'This is the key of a helper. It opens pages, not the API, which takes the presenter key; without any key it answers what the audience sees.',
  ],
  'wrong-method': [405, 'This address does not take this method. See /api/openapi.json.'],
  'too-large': [413, 'This request is too large.'],
  'wrong-media-type': [415, 'The body of this request has the wrong Content-Type, or is not UTF-8.'],
  'too-many-files': [503, 'Many files are being made just now. Try again in a few seconds.'],
  'too-many-streams': [429, 'Too many programs read the events of this room. Close one and try again.'],
} as const satisfies Record<string, readonly [status: number, message: string]>

export type ApiCode = RefusalCode | keyof typeof OWN

/** Every code with which a request over HTTP may be refused. */
export function httpCodes(): ApiCode[] {
  return [...refusalCodes(), ...(Object.keys(OWN) as (keyof typeof OWN)[])]
}

/** Statuses of refusals; every other is a conflict with the state of the room. */
const STATUS: Partial<Record<RefusalCode, number>> = {
  'bad-request': 400,
  'wrong-key': 401,
  'not-a-presenter': 401,
  'no-such-room': 404,
  'no-such-question': 404,
  'no-such-result': 404,
  'no-such-lesson': 404,
  'no-such-ask': 404,
  'ask-too-long': 400,
  'too-fast': 429,
  'server-error': 500,
  'room-set-aside': 503,
  'not-kept': 503,
}
/** Seconds after which to try again. */
const RETRY_AFTER: Partial<Record<number, number>> = { 429: 1, 503: 5 }

export interface Failure {
  status: number
  code: ApiCode
  message: string
  /** Seconds after which to try again, if that helps. */
  retryAfter?: number | undefined
}

/** A failure for a code of the API's own; `message`: instead of its sentence. */
export function failure(code: keyof typeof OWN, message: string = OWN[code][1]): Failure {
  const [status] = OWN[code]
  return { status, code, message, retryAfter: RETRY_AFTER[status] }
}

/** A refusal as a failure. */
export function failed({ code, message }: Refusal, retryAfter?: number): Failure {
  const status = STATUS[code] ?? 409
  return { status, code, message, retryAfter: retryAfter ?? RETRY_AFTER[status] }
}

/** The answer to a program without a key. */
export const NO_KEY: Failure = {
  status: 401,
  code: 'wrong-key',
  message:
    'This needs the presenter key of the room, as the header "Authorization: Bearer KEY". It stands behind #key= in ' +
    'the presenter’s link.',
}

/** A wrong code or key, or the refusal of an address that has sent too many. */
export function missedOr(tooMany: Refusal | undefined, code: 'no-such-room' | 'wrong-key'): Failure {
  return tooMany ? failed(tooMany, RETRY_AFTER_S) : failed(refuse(code))
}

/** Answers with a failure; `more`: what else a program needs of it. */
export function sendFailure(response: Response, failure: Failure, more: object = {}): void {
  const { status, code, message, retryAfter } = failure
  noteRefusal(response, code)
  if (status === 401) response.set('WWW-Authenticate', 'Bearer realm="presenter"')
  if (retryAfter !== undefined) response.set('Retry-After', String(retryAfter))
  response
    .status(status)
    .set('Cache-Control', 'no-store')
    .json({ code, message, ...more })
}

/** Answers with what a handler or a reader of bodies has thrown. */
export function answerThrown(logger: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error)
    const { status } = (error ?? {}) as { status?: unknown }
    if (error instanceof RoomSetAside) sendFailure(response, failed(refuse('room-set-aside')))
    else if (error instanceof StoreTrouble) sendFailure(response, failed(refuse('not-kept')))
    else if (status === 413) sendFailure(response, failure('too-large'))
    else if (status === 415) sendFailure(response, failure('wrong-media-type'))
    else if (status === 400) sendFailure(response, failed(refuse('bad-request')))
    else {
      logger.error({ err: error }, 'a request of the API failed')
      sendFailure(response, failed(refuse('server-error')))
    }
  }
}
