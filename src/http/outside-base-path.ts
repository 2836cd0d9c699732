/** Answers requests that come without BASE_PATH: a proxy that strips the path would send them. */
import type { RequestHandler } from 'express'
import type { Logger } from 'pino'

/** 404 with the sentence that mends it; logged once. */
export function outsideBasePath(basePath: string, logger: Logger): RequestHandler {
  let isLogged = false
  const sentence = `This server answers below ${basePath}/ only (BASE_PATH). A proxy in front of it must not strip the path: it must hand on ${basePath}/… as it is.`
  return (_request, response) => {
    if (!isLogged) logger.warn(`A request came without the path. ${sentence}`)
    isLogged = true
    response.status(404).set('Cache-Control', 'no-cache').type('text').send(sentence)
  }
}
