/** Sends pages the address to share and its QR code, and takes a presenter's choice among this machine's addresses. */
import { Router, type Request, type Response } from 'express'
import { cleanCode, DEFAULT_ROOM } from '../core/room/codes'
import type { Refusal } from '../core/protocol/replies'
import { refuse } from '../core/protocol/refusals'
import type { OriginGate } from '../origins'
import { jsonBody } from './json-body'
import { ownPagesOnly } from './own-pages'
import { POST_SHEET } from '../core/pages'
import { bearerOf } from './presenter-auth'
import { QrCodes } from './qr-codes'
import { sendRefusal } from './refused'
import type { Share } from './public-url'

const MAX_BODY = '1kb'

export interface ShareParts {
  share: Share
  gate: OriginGate
  opens: (code: string, key: string) => Promise<boolean>
  /** Counts a wrong key. Returns the refusal if this client has sent too many. */
  missed: (request: Request) => Refusal | undefined
}

/**
 * `GET /share.json` -> `{url}`, to presenters `{url, addresses, chosen}`; `POST /share.json {address}` chooses one.
 * `GET /qr.svg` draws its QR code; with `?post`, of the sheet for a post. `?room=CODE` selects a room; default: the
 * default room.
 */
export function shareApi({ share, gate, opens, missed }: ShareParts): Router {
  const codeOf = ({ query: { room } }: Request) =>
    cleanCode(typeof room === 'string' ? room : '') ?? DEFAULT_ROOM
  const urlOf = async (request: Request) => {
    const code = codeOf(request)
    return (await share.url(request, code)) + (code ? `r/${code}` : '')
  }

  async function answer(request: Request, response: Response, isPresenter: boolean): Promise<void> {
    const code = codeOf(request)
    const [url, addresses, chosen = ''] = await Promise.all([
      urlOf(request),
      share.addresses(),
      share.choiceOf(code),
    ])
    response.set('Cache-Control', 'no-store').json(isPresenter ? { url, addresses, chosen } : { url })
  }

  const qrCodes = new QrCodes()
  const router = Router()
  router.get('/share.json', async (request, response) => {
    const key = bearerOf(request)
    const isPresenter = key !== undefined && (await opens(codeOf(request), key))
    if (key !== undefined && !isPresenter) missed(request)
    await answer(request, response, isPresenter)
  })
  router.post(
    '/share.json',
    ownPagesOnly(gate),
    ...jsonBody(MAX_BODY),
    async (request: Request, response: Response) => {
      const key = bearerOf(request)
      if (key === undefined || !(await opens(codeOf(request), key))) {
        sendRefusal(response, 401, missed(request) ?? refuse('wrong-key'))
        return
      }
      const { address } = (request.body ?? {}) as { address?: unknown }
      if (typeof address === 'string' && (await share.choose(codeOf(request), address)))
        return answer(request, response, true)
      sendRefusal(response, 400, refuse('bad-request'))
    },
  )
  router.get('/qr.svg', async (request, response) => {
    const part = request.query['post'] === undefined ? '' : POST_SHEET
    const svg = await qrCodes.svg((await urlOf(request)) + part)
    response.set('Cache-Control', 'no-store').type('svg').send(svg)
  })
  return router
}
