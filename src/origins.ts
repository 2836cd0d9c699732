/** Decides which requests are accepted: those of this server's own pages, of listed pages, and of programs. */
import type { IncomingMessage } from 'node:http'
import type { Logger } from 'pino'
import type { Config } from './config'
import { urlOf } from './core/text/url'
import { isPrivateName, hostOf, siteOf, type Trust } from './forwarded'
import { OriginRefusals, type OriginRefusal, type Reason } from './origin-refusals'

interface GateParts {
  config: Pick<Config, 'publicUrl' | 'clientOrigins' | 'basePath'>
  logger: Logger
  trust: Trust
}

/** The same checks for handshakes, long-polling, upgrades and HTTP requests that change something. */
export class OriginGate {
  private readonly refusals: OriginRefusals

  constructor(private readonly parts: GateParts) {
    this.refusals = new OriginRefusals(parts)
  }

  /** The refusal for the sender, if the request is not accepted; logged once with the setting that would allow it. */
  refusalOf(request: IncomingMessage): OriginRefusal | undefined {
    const page = declaredPage(request)
    if (page) this.refusals.noticePath(page.pathname)
    const reason = this.reasonAgainst(request)
    return reason && this.refusals.refuse(reason)
  }

  /** Whether CLIENT_ORIGINS lists this origin. */
  isListed(origin: string | undefined): boolean {
    return isOriginIn(this.parts.config.clientOrigins, origin)
  }

  private reasonAgainst(request: IncomingMessage): Reason | undefined {
    const { origin, referer, 'sec-fetch-site': site } = request.headers
    const page = declaredPage(request)
    if (origin !== undefined && !(origin === 'null' && site === 'same-origin')) {
      if (!this.mayAct(origin, request)) return this.about(origin, page, request)
    } else if (site === 'cross-site' || site === 'same-site')
      return { kind: 'foreign', origin: originOf(referer) ?? 'a page of another site' }
    else if (referer !== undefined && !this.mayAct(originOf(referer) ?? '', request))
      return this.about(originOf(referer) ?? referer, page, request)
    // A page's same-origin GET has no Origin header, so our pages put theirs into the query.
    if (page && !this.mayAct(page.origin, request)) return this.about(page.origin, page, request)
    const host = hostOf(request, this.parts.trust)
    if (origin === undefined && !this.isKnownHost(host)) return { kind: 'host', origin: host ?? '' }
    return undefined
  }

  private about(origin: string, page: URL | undefined, request: IncomingMessage): Reason {
    const [said, host] = [siteOf(origin), siteOfHost(hostOf(request, this.parts.trust))]
    if (said && host && isSameHost(said, host)) return { kind: 'host', origin }
    return { kind: page?.origin === origin ? 'address' : 'foreign', origin }
  }

  private mayAct(origin: string, request: IncomingMessage): boolean {
    if (this.isListed(origin)) return true
    const site = siteOf(origin)
    if (!site) return false
    const own = siteOf(this.parts.config.publicUrl?.origin)
    if (own && site.protocol === own.protocol && isSameHost(site, own)) return true
    const host = hostOf(request, this.parts.trust)
    const asked = siteOfHost(host)
    return asked !== undefined && isSameHost(site, asked) && this.isKnownHost(host)
  }

  /**
   * Whether a page at this host can be this server's. Against DNS rebinding: if PUBLIC_URL is set, another
   * public name that leads here is not trusted. IP addresses and local names are trusted, because nobody can register
   * them.
   */
  private isKnownHost(host: string | undefined): boolean {
    const { publicUrl, clientOrigins } = this.parts.config
    if (!publicUrl || host === undefined) return true
    const hostname = siteOfHost(host)?.hostname
    if (hostname === undefined) return false
    if (isPrivateName(hostname)) return true
    return [publicUrl.href, ...clientOrigins.map(origin => origin.replace(':*', ''))].some(
      known => siteOf(known)?.hostname === hostname,
    )
  }
}

/** Whether a list of settings names this origin; `:*` at the end of an item means every port. */
export function isOriginIn(listed: readonly string[], origin: string | undefined): boolean {
  // Chromium sends "file://" on WebSockets but "null" otherwise.
  if (origin === 'null' || origin === 'file://') return listed.includes('null')
  const site = siteOf(origin)
  if (!site) return false
  const { protocol, hostname, port } = site
  const name = `${protocol}//${hostname}`
  return listed.includes(port ? `${name}:${port}` : name) || listed.includes(`${name}:*`)
}

/** The address of the page's root, which our pages send in the query. */
function declaredPage(request: IncomingMessage): URL | undefined {
  const query = /\?(.*)$/.exec(request.url ?? '')?.[1]
  const page = query && new URLSearchParams(query).get('page')
  return page ? urlOf(page) : undefined
}

function originOf(address: string | undefined): string | undefined {
  return address === undefined ? undefined : urlOf(address)?.origin
}

function siteOfHost(host: string | undefined): ReturnType<typeof siteOf> {
  return host === undefined ? undefined : siteOf(`http://${host}`)
}

function isSameHost(
  one: { hostname: string; port: string },
  other: { hostname: string; port: string },
): boolean {
  return one.hostname === other.hostname && one.port === other.port
}
