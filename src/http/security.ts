/** Owns the headers that keep pages safe; they also work on plain-http addresses of a LAN. */
import type { RequestHandler } from 'express'
import helmet from 'helmet'
import { hostOf, type Trust } from '../request'

/** A strict policy: everything from this origin, nothing inline. Only the screen may be framed, by those named. */
export function securityHeaders(trust: Trust, frameAncestors: string[]): RequestHandler {
  const anywhere = headers(trust, ["'none'"])
  const screen = frameAncestors.length > 0 ? headers(trust, ["'self'", ...frameAncestors]) : anywhere
  return (request, response, next) =>
    (/\/screen$/.test(request.path) ? screen : anywhere)(request, response, next)
}

function headers(trust: Trust, frameAncestors: string[]) {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'"],
        'img-src': ["'self'"],
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
    // Only whoever ends TLS knows that this name will always have it.
    strictTransportSecurity: false,
  })
}

function webSocketSource(host = ''): string {
  return /^[\w.-]+(:\d+)?$|^\[[\da-f:.]+\](:\d+)?$/i.test(host) ? `ws://${host} wss://${host}` : "'self'"
}
