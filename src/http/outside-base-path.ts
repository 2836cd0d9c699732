/** Answers requests without BASE_PATH, as a proxy that strips the path sends them. */
import type { RequestHandler } from 'express'
import type { Logger } from 'pino'
import { refuse } from '../core/protocol/refusals'
import type { RefusalPage } from './refusal-page'

/** Answers 404 with a sentence how to fix it; logs it once. */
export function outsideBasePath(basePath: string, logger: Logger, refusals: RefusalPage): RequestHandler {
  let isLogged = false
  const sentence = `This server answers below ${basePath}/ only (BASE_PATH). A proxy in front of it must not strip the path: it must hand on ${basePath}/… as it is.`
  return (request, response) => {
    if (!isLogged) logger.warn(`A request came without the path. ${sentence}`)
    isLogged = true
    refusals.answer(request, response, 404, { ...refuse('bad-request'), message: sentence })
  }
}
