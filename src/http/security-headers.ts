/** Sets the headers that keep pages safe; they also work on plain-http addresses of a LAN. */
import type { Request, RequestHandler, Response } from 'express'
import helmet from 'helmet'
import { ROOM_PAGES } from '../core/pages'
import { hostOf, type Trust } from '../forwarded'

interface Allowed {
  /** Origins whose pages may show the screen in a frame. */
  frameAncestors: string[]
  /** Whether pages with posts may load authors' pictures from other servers. */
  images: boolean
}

/** What only a document needs. */
const OF_DOCUMENTS = [
  'Content-Security-Policy',
  'Referrer-Policy',
  'X-Frame-Options',
  'X-DNS-Prefetch-Control',
] as const
/** Files that a browser never shows as a document, where nosniff holds. */
const PART_OF_PAGE = /\.(js|css|webmanifest)$/

/**
 * A strict policy for every answer: only this origin, nothing inline, with exceptions for framed pages and pages with
 * posts. What turns out to be a part of a page lets go of it: see `withoutDocumentHeaders`.
 */
export function securityHeaders(trust: Trust, { frameAncestors, images }: Allowed): RequestHandler {
  const anywhere = headers(trust)
  const framed = frameAncestors.length > 0 ? headers(trust, ["'self'", ...frameAncestors]) : anywhere
  const posts = images ? headers(trust, undefined, ['http:', 'https:']) : anywhere
  return (request, response, next) => {
    const page = ROOM_PAGES.find(({ path }) => path && pathOf(request).endsWith(`/${path}`))
    const policy = page?.mayBeFramed ? framed : page?.showsPosts ? posts : anywhere
    policy(request, response, next)
  }
}

/**
 * Takes the headers of documents off a script, a style sheet or the manifest: a policy has no effect there and would
 * only be weight. Every other file, and every error, keeps them.
 */
export function withoutDocumentHeaders(response: Response, file: string): void {
  if (PART_OF_PAGE.test(file)) for (const name of OF_DOCUMENTS) response.removeHeader(name)
}

/** Not Express's `path`, which throws for some addresses: these are refused with the same headers. */
function pathOf({ url }: Request): string {
  return url.split('?', 1)[0]!
}

function headers(trust: Trust, frameAncestors = ["'none'"], images: string[] = []) {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
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
