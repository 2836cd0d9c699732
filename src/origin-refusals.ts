/** Reports a refused origin: a sentence to the sender, and one log line with the setting that would allow it. */
import type { Logger } from 'pino'
import type { Config } from './config'
import { refusalSentences } from './core/protocol/refusals'

/** Characters of an origin that a sentence quotes; a client may send any length. */
const MAX_ORIGIN_LENGTH = 200
/** Origins and paths that are logged, each once; clients could invent any number. */
const MAX_LOGGED = 100

/**
 * Why a request is refused. `address`: a page of this server, opened at an address that the server does not recognize
 * as its own. `foreign`: another site's page. `host`: a host name that is not the one of PUBLIC_URL.
 */
export interface Reason {
  kind: 'address' | 'foreign' | 'host'
  origin: string
}

export interface OriginRefusal {
  code: 'wrong-address' | 'foreign-page'
  message: string
}

interface Parts {
  config: Pick<Config, 'publicUrl' | 'basePath'>
  logger: Logger
}

export class OriginRefusals {
  private readonly logged = new Set<string>()

  constructor(private readonly parts: Parts) {}

  /** The refusal for the sender; logs each origin once. */
  refuse(reason: Reason): OriginRefusal {
    const { kind } = reason
    const origin = reason.origin.slice(0, MAX_ORIGIN_LENGTH)
    if (this.isNew(`${kind} ${origin}`)) this.parts.logger.warn({ origin }, this.logSentence(kind, origin))
    if (kind === 'foreign') return { code: 'foreign-page', message: refusalSentences['foreign-page'] }
    return { code: 'wrong-address', message: this.addressSentence(origin) }
  }

  /**
   * Logs a page whose path is not BASE_PATH, because a proxy strips or adds a path: pages load, but links and QR
   * codes are wrong.
   */
  noticePath(path: string): void {
    if (path === `${this.parts.config.basePath}/` || !this.isNew(`path ${path}`)) return
    this.parts.logger.warn(
      { path: path.slice(0, MAX_ORIGIN_LENGTH) },
      'people open this server below another path than BASE_PATH: the proxy must not strip the path, and BASE_PATH must name it',
    )
  }

  private logSentence(kind: Reason['kind'], origin: string): string {
    if (kind === 'foreign')
      return 'refused a page of another origin; if it is yours, add its origin to CLIENT_ORIGINS'
    if (kind === 'address')
      return `refused a page of this server that was opened at another address; set PUBLIC_URL=${origin}${this.parts.config.basePath}, or let the proxy hand on the Host header with its port`
    return 'refused a request for a host name that PUBLIC_URL does not name; if it is yours, set PUBLIC_URL to it, or add its origin to CLIENT_ORIGINS'
  }

  private addressSentence(origin: string): string {
    const { publicUrl } = this.parts.config
    const instead = publicUrl ? ` Open ${publicUrl.href} instead.` : ''
    return `This server does not accept this address (${origin}).${instead} Its administrator can set PUBLIC_URL to the address that people open, and start it again.`
  }

  private isNew(text: string): boolean {
    if (this.logged.has(text) || this.logged.size >= MAX_LOGGED) return false
    this.logged.add(text)
    return true
  }
}
