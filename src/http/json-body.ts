/** Reads the JSON body of a request, whatever a script calls it; only UTF-8, so that no letter arrives as another. */
import express, { type RequestHandler } from 'express'

/** A body that cannot be read, with its HTTP status. */
class BodyError extends Error {
  constructor(readonly status: 400 | 415) {
    super('The body of this request cannot be read.')
  }
}

/** Two handlers: the first reads the bytes, the second puts the parsed value into `request.body`. */
export function jsonBody(limit: string): RequestHandler[] {
  // Express's own JSON parser would load its tables of charsets with the first request, from a folder that may be gone.
  return [express.raw({ limit, type: () => true }), parse]
}

const parse: RequestHandler = (request, _response, next) => {
  const [, charset = 'utf-8'] =
    /;\s*charset\s*=\s*"?([^\s;"]*)/i.exec(request.get('Content-Type') ?? '') ?? []
  const bytes = request.body as unknown
  if (!/^(utf-?8|us-ascii)$/i.test(charset)) throw new BodyError(415)
  if (!Buffer.isBuffer(bytes)) throw new BodyError(400)
  try {
    request.body = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown
  } catch {
    throw new BodyError(400)
  }
  next()
}
