/**
 * Reads the body of a request, JSON or a form, regardless of its Content-Type; only UTF-8, so that no letter is
 * misread.
 */
import express, { type RequestHandler } from 'express'

/** A body that cannot be read, with its HTTP status. */
class BodyError extends Error {
  constructor(readonly status: 400 | 415) {
    super('The body of this request cannot be read.')
  }
}

/** Two handlers: the first reads the bytes, the second puts the parsed value into `request.body`. */
export function jsonBody(limit: string): RequestHandler[] {
  return bodyAs(limit, valueOf)
}

/** The same for a body that is plain text. */
export function textBody(limit: string): RequestHandler[] {
  return bodyAs(limit, text => text)
}

/** Skips these handlers for a request without a body, where it needs none. */
export function ifThereIsOne(handlers: RequestHandler[]): RequestHandler[] {
  return handlers.map(handler => (request, response, next) => {
    const hasBody =
      request.get('Transfer-Encoding') !== undefined || Number(request.get('Content-Length')) > 0
    return hasBody ? handler(request, response, next) : next()
  })
}

function bodyAs(limit: string, parse: (text: string) => unknown): RequestHandler[] {
  // Express's own JSON parser loads its charset tables at the first request, from a folder that may no longer exist.
  return [express.raw({ limit, type: () => true }), parsedBy(parse)]
}

function parsedBy(parse: (text: string) => unknown): RequestHandler {
  return (request, _response, next) => {
    const [, charset = 'utf-8'] =
      /;\s*charset\s*=\s*"?([^\s;"]*)/i.exec(request.get('Content-Type') ?? '') ?? []
    const bytes = request.body as unknown
    if (!/^(utf-?8|us-ascii)$/i.test(charset)) throw new BodyError(415)
    if (!Buffer.isBuffer(bytes)) throw new BodyError(400)
    try {
      request.body = parse(textOf(bytes))
    } catch {
      throw new BodyError(400)
    }
    next()
  }
}

/** Decodes bytes. Throws if they are not UTF-8. */
export function textOf(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
}

/** Parses JSON or a form. Forms are accepted because each shell quotes nested quotes differently. */
function valueOf(text: string): unknown {
  if (!/^\w+=/.test(text)) return JSON.parse(text)
  const decode = (part = '') => decodeURIComponent(part.replaceAll('+', ' '))
  return Object.fromEntries(
    text.split('&').map(pair => {
      const [, name, value] = /^([^=]*)=?(.*)$/s.exec(pair)!
      return [decode(name), decode(value)]
    }),
  )
}
