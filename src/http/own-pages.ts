/** Refuses HTTP requests that would act for another site's page. */
import type { RequestHandler } from 'express'
import type { OriginGate } from '../origins'
import { sendRefusal } from './refused'

/** Lets through requests of this server's own pages, of listed pages and of programs. */
export function ownPagesOnly(gate: OriginGate): RequestHandler {
  return (request, response, next) => {
    const refusal = gate.refusalOf(request)
    if (refusal) sendRefusal(response.set('Cache-Control', 'no-store'), 403, { ok: false, ...refusal })
    else next()
  }
}
