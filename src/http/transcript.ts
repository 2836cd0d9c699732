/** Owns the transcript of a room's lines, for its presenter. */
import { Router, type Request, type Response } from 'express'
import { cleanCode, HOUSE } from '../core/codes'
import type { Refusal } from '../core/events'
import { refuse } from '../core/refusals'
import type { Line } from '../core/talk'
import { RETRY_AFTER_S } from '../misses'
import { MAX_LINES, type Store } from '../store/store'
import { bearerOf, opensRoom } from './presenter-key'

export interface TranscriptParts {
  store: Promise<Store>
  /** Counts a wrong code or key. Returns the refusal once this client has sent too many. */
  missed(request: Request): Refusal | undefined
}

/** `GET /transcript.txt`, `/transcript.json`, and the same below `/r/CODE`. Private lines are in none: they are not kept. */
export function transcripts({ store, missed }: TranscriptParts): Router {
  async function answer(request: Request, response: Response): Promise<void> {
    const opened = await store
    const { code: typed } = request.params
    const code = typed === undefined ? HOUSE : cleanCode(String(typed))
    response.set('Cache-Control', 'no-store')
    if (code === undefined || !(await opensRoom(opened, code, bearerOf(request)))) {
      const tooMany = missed(request)
      if (tooMany) response.status(429).set('Retry-After', String(RETRY_AFTER_S)).json(tooMany)
      else response.status(401).set('WWW-Authenticate', 'Bearer realm="presenter"').json(refuse('wrong-key'))
      return
    }
    const lines = await opened.lines(code, { limit: MAX_LINES })
    const isText = request.path.endsWith('.txt')
    response.attachment(isText ? 'transcript.txt' : 'transcript.json')
    if (isText) response.type('text').send(lines.map(inWords).join(''))
    else response.json(lines.map(forPrograms))
  }
  return Router().get(
    ['/transcript.txt', '/transcript.json', '/r/:code/transcript.txt', '/r/:code/transcript.json'],
    answer,
  )
}

/** One line as people read it; what a line has below its first stands indented. */
function inWords({ at, name, text }: Line): string {
  const time = new Date(at).toISOString().replace('T', ' ').slice(0, 19)
  return `${time}  ${name}: ${text.replaceAll('\n', '\n    ')}\n`
}

function forPrograms({ seq, at, name, role, text }: Line): object {
  return { seq, at: new Date(at).toISOString(), name, role, text }
}
