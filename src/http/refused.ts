/** Answers with refusals, and counts all of them by their code. */
import type { RequestHandler, Response } from 'express'
import type { Refusal } from '../core/protocol/replies'
import { RETRY_AFTER_S } from '../misses'

/** Under what an answer holds the code with which it refuses. */
const CODE = 'refusalCode'
/** What an answer says that has a page or a sentence and no code, by its status. */
const PLAIN: Partial<Record<number, string>> = { 401: 'wrong-key', 404: 'no-such-route', 500: 'server-error' }

/** Answers with a refusal as JSON. */
export function sendRefusal(response: Response, status: number, refusal: Refusal): void {
  noteRefusal(response, refusal.code)
  response.status(status).json(refusal)
}

/** Refuses a client that has sent too many wrong codes or keys. */
export function sendTooManyMisses(response: Response, refusal: Refusal): void {
  sendRefusal(response.set('Retry-After', String(RETRY_AFTER_S)), 429, refusal)
}

/** Notes the code of a refusal, one of `httpCodes`, for an answer that is not sent as JSON by `sendRefusal`. */
export function noteRefusal({ locals }: Response, code: string): void {
  locals[CODE] = code
}

/** Tells the code of every request that is refused, once its answer is sent. */
export function countRefusals(tell: (code: string) => void): RequestHandler {
  return (_request, response, next) => {
    response.once('finish', () => {
      const code = (response.locals[CODE] as string | undefined) ?? PLAIN[response.statusCode]
      if (code !== undefined) tell(code)
    })
    next()
  }
}
