/** Sets the headers that keep pages safe; they also work on plain-http addresses of a LAN. */
import type { RequestHandler, Response } from 'express'
import helmet from 'helmet'
import { ServerResponse, type IncomingMessage } from 'node:http'
import { forgetOldest } from '../core/limits/bounded'
import { OFFICE_ORIGIN, POWERPOINT_PAGE, ROOM_PAGES } from '../core/pages'
import { hostOf, type Trust } from '../forwarded'

interface Allowed {
  /** Below which everything is served: '' or '/path'. */
  basePath: string
  /** Origins whose pages may show the screen in a frame. */
  frameAncestors: string[]
  /** Whether pages with posts may load authors' pictures from other servers. */
  images: boolean
}

/** What a page may do beyond the strict policy. */
interface Exceptions {
  /** Who may show it in a frame. */
  frameAncestors?: string[]
  /** Where else its pictures come from. */
  images?: string[]
  /** Where else its scripts come from. */
  scripts?: string[]
}

export type Header = readonly [name: string, value: string]
/** The headers of an answer, by the address and the host that are asked for; the same list as long as it is kept. */
export type Policy = (request: IncomingMessage) => readonly Header[]

/** In small letters, as Node names the headers of an answer. */
export const CONTENT_POLICY = 'content-security-policy'
/** What only a document needs. */
const OF_DOCUMENTS = [CONTENT_POLICY, 'Referrer-Policy', 'X-Frame-Options', 'X-DNS-Prefetch-Control'] as const
/** Pictures, which a browser may show as documents of their own; they load nothing. */
const PICTURE = /\.(svg|png)$/
const PICTURE_POLICY = { [CONTENT_POLICY]: "default-src 'none';frame-ancestors 'none'" }
/** Hosts whose policies are remembered: a server has few names, and a client may ask for any. */
const MOST_HOSTS = 20
/** Files that a browser never shows as a document, where nosniff holds. */
const PART_OF_PAGE = /\.(js|css|webmanifest)$/

/**
 * A strict policy for every answer: only this origin, nothing inline, with exceptions for framed pages, pages with posts,
 * pages that make pictures and the page for PowerPoint. What turns out to be a part of a page lets go of it: see `withFittingHeaders`.
 */
export function strictPolicy(trust: Trust, { basePath, frameAncestors, images }: Allowed): Policy {
  const framing = frameAncestors.length > 0 ? { frameAncestors: ["'self'", ...frameAncestors] } : {}
  const anywhere = headers(trust)
  const inOffice = headers(trust, { ...framing, scripts: [OFFICE_ORIGIN] })
  const ofPages = ROOM_PAGES.map(({ path, mayBeFramed, showsPosts, makesPictures }) => {
    const elsewhere = showsPosts && images ? ['http:', 'https:'] : []
    const exceptions = { images: [...elsewhere, ...(makesPictures ? ['blob:'] : [])] }
    return { path, policy: headers(trust, { ...(mayBeFramed ? framing : {}), ...exceptions }) }
  })
  return request => {
    const path = pathOf(request)
    const page = ofPages.find(each => each.path && path.endsWith(`/${each.path}`))
    const isForOffice = path === `${basePath}/${POWERPOINT_PAGE}`
    const policy = isForOffice ? inOffice : (page?.policy ?? anywhere)
    return policy(request)
  }
}

export function securityHeaders(policy: Policy): RequestHandler {
  return (request, response, next) => {
    for (const [name, value] of policy(request)) response.setHeader(name, value)
    next()
  }
}

/**
 * Takes the headers of documents off a script, a style sheet or the manifest, where a policy has no effect and would
 * only be weight; a picture gets a short policy that allows nothing. Every other file, and every error, keeps them.
 */
export function withFittingHeaders(response: Response, file: string): void {
  if (!PICTURE.test(file) && !PART_OF_PAGE.test(file)) return
  for (const name of OF_DOCUMENTS) response.removeHeader(name)
  response.set(policyOfPart(file))
}

/** Allows a page the scripts that stand in it, by their hashes, and no other ones. */
export function allowScripts(response: Response, hashes: readonly string[]): void {
  if (hashes.length > 0)
    response.set(CONTENT_POLICY, withScripts(String(response.get(CONTENT_POLICY)), hashes))
}

/** As `allowScripts` does, in the policy itself. */
export function withScripts(policy: string, hashes: readonly string[]): string {
  return hashes.length > 0 ? policy.replace("script-src 'self'", `$& ${hashes.join(' ')}`) : policy
}

/** The policy of a picture; every other part of a page has none. */
export function policyOfPart(file: string): Partial<typeof PICTURE_POLICY> {
  return PICTURE.test(file) ? PICTURE_POLICY : {}
}

/**
 * The path of a page, by whichever of its addresses: `/screen`, `/screen/`, `/screen.html`. Not Express's `path`, which
 * throws for some addresses: these are refused with the same headers.
 */
function pathOf({ url }: IncomingMessage): string {
  return url!.split('?', 1)[0]!.replace(/(\.html)?\/?$/, '')
}

/** Makes a policy once for each host that is asked for: of all that is done for a page it took the longest. */
function headers(trust: Trust, exceptions?: Exceptions): Policy {
  const policy = policyOf(trust, exceptions)
  const known = new Map<string, readonly Header[]>()
  const make = (request: IncomingMessage, host: string) => {
    const scratch = new ServerResponse(request)
    policy(request, scratch, (error?: unknown) => {
      if (error) throw error as Error
    })
    const made = Object.entries(scratch.getHeaders() as Record<string, string>)
    known.set(host, made)
    forgetOldest(known, MOST_HOSTS)
    return made
  }
  return request => {
    const host = hostOf(request, trust) ?? ''
    return known.get(host) ?? make(request, host)
  }
}

function policyOf(trust: Trust, { frameAncestors = ["'none'"], images = [], scripts = [] }: Exceptions = {}) {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'", ...scripts],
        'style-src': ["'self'"],
        'img-src': ["'self'", ...images],
        'manifest-src': ["'self'"],
        // Safari before 15.4 does not count ws: as 'self'.
        'connect-src': ["'self'", request => webSocketSource(hostOf(request, trust))],
        'base-uri': ["'self'"],
        'form-action': ["'none'"],
        'frame-ancestors': frameAncestors,
      },
    },
    // It cannot name origins; frame-ancestors is what counts.
    xFrameOptions: frameAncestors[0] === "'none'" ? { action: 'deny' } : false,
    referrerPolicy: { policy: 'no-referrer' },
    // On plain http a browser ignores these two and says so in the console.
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    // Only Internet Explorer and Flash have ever read these three.
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
    // Only the operator of the TLS proxy knows whether this name will always use TLS.
    strictTransportSecurity: false,
  })
}

function webSocketSource(host = ''): string {
  return /^[\w.-]+(:\d+)?$|^\[[\da-f:.]+\](:\d+)?$/i.test(host) ? `ws://${host} wss://${host}` : "'self'"
}
