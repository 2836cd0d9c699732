/**
 * Answers plain requests for scripts, styles and pictures of pages before Express looks at them: most requests of a
 * hall that comes in are for these. HEAD, ranges, revalidation and unusual encodings are left to the pages, which
 * answer with the same headers.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import { ENCODINGS, type Encoding, type Files, type Version } from './files'
import { headersOf } from './pages'
import { policyOfPart } from './security-headers'

/** A ready answer: names and values of its headers by turns, and its body. */
interface Answer {
  headers: string[]
  content: Buffer
}
type Answers = Record<Encoding | 'plain', Answer>

/** As Express names them. */
const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
}

/** What programs ask for that read no compressed answers, or name those that they read without weighing them. */
const SIMPLE_ENCODINGS = /^[a-z]+(?:, ?[a-z]+)*$/

/** Returns how to answer a request; false: it is none of these, and nothing was done. */
export function pageParts(files: Files, basePath: string) {
  const answers = new Map<string, Answers>()
  for (const name of files.names)
    if (path.extname(name) in TYPES) answers.set(basePath + name, answersOf(files, name))

  return ({ method, url, headers }: IncomingMessage, response: ServerResponse): boolean => {
    const of = method === 'GET' ? answers.get(url!) : undefined
    if (!of || headers.range !== undefined || headers['if-none-match'] !== undefined) return false
    const accepted = headers['accept-encoding'] ?? 'identity'
    if (typeof accepted !== 'string' || !SIMPLE_ENCODINGS.test(accepted)) return false
    const { headers: raw, content } = of[encodingFor(accepted)]
    response.writeHead(200, raw).end(content)
    return true
  }
}

function encodingFor(accepted: string): Encoding | 'plain' {
  const words = accepted.split(/, ?/)
  return (Object.keys(ENCODINGS) as Encoding[]).find(encoding => words.includes(encoding)) ?? 'plain'
}

function answersOf(files: Files, name: string): Answers {
  const { plain, encoded } = files.versionsOf(name)
  const always = {
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    ...policyOfPart(name),
    ...headersOf(name),
    'Content-Type': TYPES[path.extname(name)]!,
    ...(Object.keys(encoded).length > 0 && { Vary: 'Accept-Encoding' }),
  }
  const answer = ({ content, etag }: Version, encoding?: Encoding): Answer => {
    const headers: Record<string, string> = {
      ...always,
      ETag: etag,
      ...(encoding && { 'Content-Encoding': encoding }),
      'Content-Length': String(content.length),
    }
    return { headers: Object.entries(headers).flat(), content }
  }
  const without = answer(plain)
  return {
    plain: without,
    br: encoded.br ? answer(encoded.br, 'br') : without,
    gzip: encoded.gzip ? answer(encoded.gzip, 'gzip') : without,
  }
}
