/** The HTTP API for announcements, for scripts and the workshops' `curl`. */
import { Router, type ErrorRequestHandler, type Request, type Response } from 'express'
import { cleanCode, DEFAULT_ROOM } from '../core/room/codes'
import type { Refusal, Reply } from '../core/protocol/replies'
import { refuse } from '../core/protocol/refusals'
import { jsonBody, textOf } from './json-body'
import { bearerOf } from './presenter-auth'
import { sendRefusal, sendTooManyMisses } from './refused'

/** Bytes of a request's body; an announcement is far shorter. */
const MAX_BODY = '16kb'

const STATUS: Partial<Record<Refusal['code'], number>> = {
  'wrong-key': 401,
  'no-such-room': 404,
  'announcement-too-long': 413,
  'too-fast': 429,
}
/** The answer to a script without a key. */
const NO_KEY =
  'Announcing needs the presenter key of the room, as the header "Authorization: Bearer KEY" or as ?key=KEY. ' +
  'It stands behind #key= in the presenter’s link, which the server prints when it starts.'

export interface AnnouncementParts {
  /** Seconds after which another announcement is accepted at the latest. */
  retryAfter: number
  /** Counts a wrong code or key. Returns the refusal if this client has sent too many. */
  missed: (request: Request) => Refusal | undefined
  exists: (code: string) => Promise<boolean>
  opens: (code: string, key: string) => Promise<boolean>
  announce: (code: string, text: string) => Promise<Reply<{ id: string; text: string }>>
}

/** `POST /broadcast {message, room?}` and any method on `/broadcast/:message` -> `{message}`. */
export function announcementApi({ retryAfter, missed, exists, opens, announce }: AnnouncementParts): Router {
  async function answer(request: Request, response: Response, text: string, room: unknown): Promise<void> {
    response.set('Cache-Control', 'no-store').set('Referrer-Policy', 'no-referrer')
    if (typeof room !== 'string') return fail(response, refuse('bad-request'))
    const code = room === '' ? DEFAULT_ROOM : cleanCode(room)
    if (code === undefined || !(await exists(code)))
      return missedBy(request, response, refuse('no-such-room'))
    const { key = bearerOf(request) } = request.query
    if (typeof key !== 'string' || !(await opens(code, key)))
      return missedBy(request, response, { ...refuse('wrong-key'), message: NO_KEY })
    const reply = await announce(code, text)
    if (reply.ok) response.json({ message: reply.text })
    else fail(response, reply)
  }

  function missedBy(request: Request, response: Response, refusal: Refusal): void {
    const tooMany = missed(request)
    if (tooMany) sendTooManyMisses(response, tooMany)
    else fail(response, refusal)
  }

  function fail(response: Response, refusal: Refusal): void {
    if (refusal.code === 'wrong-key') response.set('WWW-Authenticate', 'Bearer realm="presenter"')
    if (refusal.code === 'too-fast') response.set('Retry-After', String(retryAfter))
    sendRefusal(response, STATUS[refusal.code] ?? 400, refusal)
  }

  const notReadable: ErrorRequestHandler = (error: { status?: number }, _request, response, next) => {
    if (error.status === 413) fail(response, refuse('announcement-too-long'))
    else if (error.status === 400) fail(response, refuse('bad-request'))
    else next(error)
  }

  const router = Router()
  router.post(
    '/broadcast',
    // `curl -d` sends every body as a form, also JSON.
    ...jsonBody(MAX_BODY),
    async (request: Request, response: Response) => {
      const { message, room = '' } = (request.body ?? {}) as { message?: unknown; room?: unknown }
      // An unpaired surrogate cannot be sent as UTF-8.
      if (typeof message === 'string' && !/\p{Surrogate}/u.test(message))
        await answer(request, response, message, room)
      else fail(response, refuse('bad-request'))
    },
  )
  router.all('/broadcast/:message', async (request, response) => {
    const { room = '' } = request.query
    const text = textInPath(request.originalUrl)
    if (text === undefined) fail(response, refuse('bad-request'))
    else await answer(request, response, text, room)
  })
  return router.use(notReadable)
}

/**
 * The text after `/broadcast/`, percent-encoded or not; undefined if its bytes are not UTF-8. Node gives one
 * character per byte.
 */
function textInPath(url: string): string | undefined {
  const written = /^[^?]*\/broadcast\/([^?/]*)/.exec(url)?.[1] ?? ''
  const bytes = written.replace(/%([\da-f]{2})/gi, (_match, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  )
  try {
    return textOf(Buffer.from(bytes, 'latin1'))
  } catch {
    return undefined
  }
}
