/** Owns the headers that keep pages safe; they also work on plain-http addresses of a LAN. */
import type { RequestHandler } from 'express'
import helmet from 'helmet'
import { hostOf, type Trust } from '../request'

/** A strict policy: everything from this origin, nothing inline, no frames. */
export function securityHeaders(trust: Trust): RequestHandler {
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
        'base-uri': ["'none'"],
        'form-action': ["'none'"],
        'frame-ancestors': ["'none'"],
      },
    },
    xFrameOptions: { action: 'deny' },
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
