/** Sets the headers that keep pages safe; they also work on plain-http addresses of a LAN. */
import type { RequestHandler } from 'express'
import helmet from 'helmet'
import { ROOM_PAGES } from '../core/pages'
import { hostOf, type Trust } from '../forwarded'

interface Allowed {
  /** Origins whose pages may show the screen in a frame. */
  frameAncestors: string[]
  /** Whether pages with posts may load authors' pictures from other servers. */
  images: boolean
}

/** A strict policy: only this origin, nothing inline, with exceptions for framed pages and pages with posts. */
export function securityHeaders(trust: Trust, { frameAncestors, images }: Allowed): RequestHandler {
  const anywhere = headers(trust)
  const framed = frameAncestors.length > 0 ? headers(trust, ["'self'", ...frameAncestors]) : anywhere
  const posts = images ? headers(trust, undefined, ['http:', 'https:']) : anywhere
  return (request, response, next) => {
    // A policy is for documents: for scripts, style sheets and the manifest it would only be weight.
    if (/\/assets\/.*\.(js|css)$|\.webmanifest$/.test(request.path)) return ofAssets(request, response, next)
    const page = ROOM_PAGES.find(({ path }) => path && request.path.endsWith(`/${path}`))
    const policy = page?.mayBeFramed ? framed : page?.showsPosts ? posts : anywhere
    policy(request, response, next)
  }
}

const ofAssets = helmet({
  contentSecurityPolicy: false,
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
  referrerPolicy: false,
  strictTransportSecurity: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xFrameOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
})

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
