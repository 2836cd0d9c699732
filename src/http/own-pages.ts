/** Refuses HTTP requests that would act for another site's page. */
import type { RequestHandler } from 'express'
import type { OriginGate } from '../origins'

/** Lets through requests of this server's own pages, of listed pages and of programs. */
export function ownPagesOnly(gate: OriginGate): RequestHandler {
  return (request, response, next) => {
    const refusal = gate.refusalOf(request)
    if (refusal)
      response
        .status(403)
        .set('Cache-Control', 'no-store')
        .json({ ok: false, ...refusal })
    else next()
  }
}
