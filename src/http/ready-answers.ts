/**
 * Answers plain requests for the page of an audience, for scripts, styles and pictures before Express looks at them:
 * most requests of a hall that comes in are for these. HEAD, ranges, revalidation, unusual encodings and all that is
 * refused are left to the pages, which answer with the same headers.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import type { Config } from '../config'
import type { Refusal } from '../core/protocol/replies'
import { cleanCode } from '../core/room/codes'
import type { Trust } from '../forwarded'
import { hasFittingHost } from './bad-requests'
import { ENCODINGS, type Encoding, type Files, type Version } from './files'
import { frontPage, headersOf, REVALIDATED, roomPage } from './pages'
import { CONTENT_POLICY, policyOfPart, withScripts, type Header, type Policy } from './security-headers'

/** A ready answer: names and values of its headers by turns, and its body. */
interface Answer {
  headers: string[]
  content: Buffer
}
type Answers = Record<Encoding | 'plain', Answer>

export interface ReadyParts {
  files: Files
  config: Pick<Config, 'basePath' | 'hasDefaultRoom'>
  trust: Trust
  policy: Policy
  /** Returns the refusal if the page of this room is not shown; counts a miss once for each request. */
  findRoom: (request: IncomingMessage, code: string) => Promise<Refusal | undefined>
}

/** As Express names them. */
const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
}

/** What programs ask for that read no compressed answers, or name those that they read without weighing them. */
const SIMPLE_ENCODINGS = /^[a-z]+(?:, ?[a-z]+)*$/
/** Behind the base path: the page of a room, with a query or none. */
const ROOM = /^\/r\/(\w+)(?:\?|$)/

/** Returns how to answer a request; `otherwise` is called for those that are not answered here. */
export function readyAnswers({ files, config, trust, policy, findRoom }: ReadyParts) {
  const parts = new Map<string, Answers>()
  for (const name of files.names)
    if (path.extname(name) in TYPES && !name.endsWith('.html'))
      parts.set(config.basePath + name, answersOf(files, name, partHeaders(name)))
  const pages = {
    front: pageAnswers(files, frontPage(config)),
    room: pageAnswers(files, roomPage({ path: '' })),
  }

  return (request: IncomingMessage, response: ServerResponse, otherwise: () => void): void => {
    const encoding = plainEncoding(request)
    if (!encoding) return otherwise()
    const url = request.url!
    const send = ({ [encoding]: { headers, content } }: Answers) =>
      response.writeHead(200, headers).end(content)
    const part = parts.get(url)
    if (part) return void send(part)
    if (!url.startsWith(config.basePath)) return otherwise()

    const rest = url.slice(config.basePath.length)
    const code = cleanCode(ROOM.exec(rest)?.[1] ?? '')
    if (!(code || rest === '/' || rest.startsWith('/?')) || !hasFittingHost(request, trust))
      return otherwise()
    const headers = policy(request)
    if (!code) return void send(pages.front(headers))
    void findRoom(request, code)
      .catch(() => 'not known')
      .then(refusal => (refusal ? otherwise() : send(pages.room(headers))))
  }
}

/** The encoding for a GET request that nothing special is asked of. */
function plainEncoding({ method, headers }: IncomingMessage): Encoding | 'plain' | undefined {
  if (method !== 'GET' || headers.range !== undefined || headers['if-none-match'] !== undefined)
    return undefined
  const accepted = headers['accept-encoding'] ?? 'identity'
  if (typeof accepted !== 'string' || !SIMPLE_ENCODINGS.test(accepted)) return undefined
  const words = accepted.split(/, ?/)
  return (Object.keys(ENCODINGS) as Encoding[]).find(encoding => words.includes(encoding)) ?? 'plain'
}

/** The answers of a page for each policy, which differ by the host that is asked for. */
function pageAnswers(files: Files, name: string): (policy: readonly Header[]) => Answers {
  // A policy is kept as long as its host is remembered.
  const known = new WeakMap<readonly Header[], Answers>()
  const make = (policy: readonly Header[]) => {
    const { [CONTENT_POLICY]: content = '', ...others } = Object.fromEntries(policy) as Record<string, string>
    const allowed = { [CONTENT_POLICY]: withScripts(content, files.scriptsIn(name)) }
    const made = answersOf(files, name, { ...allowed, ...others, ...REVALIDATED })
    known.set(policy, made)
    return made
  }
  return policy => known.get(policy) ?? make(policy)
}

function partHeaders(name: string): Record<string, string> {
  return {
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    ...policyOfPart(name),
    ...headersOf(name),
  }
}

function answersOf(files: Files, name: string, headers: Record<string, string>): Answers {
  const { plain, encoded } = files.versionsOf(name)
  const always = {
    ...headers,
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
