/** Lets pages of listed origins use the API (CORS), and refuses those of all others. */
import type { Request, RequestHandler, Response } from 'express'
import { isOriginIn } from '../../origins'

/** Seconds for which a browser need not ask again. */
const PREFLIGHT_SECONDS = 600
const METHODS = 'GET, POST, PUT, DELETE'

/** @param others what decides on requests of all other origins */
export function crossOrigin(listed: readonly string[], others: RequestHandler): RequestHandler {
  return (request: Request, response: Response, next) => {
    if (listed.length > 0) response.vary('Origin')
    const origin = request.get('Origin')
    if (origin === undefined || !isOriginIn(listed, origin)) return void others(request, response, next)
    response.set('Access-Control-Allow-Origin', origin)
    if (request.method !== 'OPTIONS') {
      response.set('Access-Control-Expose-Headers', 'Retry-After, Content-Disposition')
      next()
      return
    }
    response
      .set('Access-Control-Allow-Methods', METHODS)
      .set('Access-Control-Allow-Headers', 'Authorization, Content-Type')
      .set('Access-Control-Max-Age', String(PREFLIGHT_SECONDS))
      .status(204)
      .end()
  }
}
