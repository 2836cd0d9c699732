/** Decides which address is shown to people: on links, on QR codes and in the terminal. */
import type { Request } from 'express'
import { isIP } from 'node:net'
import type { Config } from '../config'
import { urlOf } from '../core/text/url'
import { hostOf, type Trust } from '../forwarded'
import { lanAddresses } from './lan'

/** Rooms whose presenter's choice is remembered; above this, the oldest choice is forgotten. */
const MAX_CHOICES = 1000

export class Share {
  /** The address each room's presenter chose; not stored, because the network may be another one at the next start. */
  private readonly chosen = new Map<string, string>()

  constructor(
    private readonly config: Config,
    private readonly trust: Trust,
  ) {}

  /** Hosts at which this machine may be reached, the likeliest first; none if PUBLIC_URL is set. */
  async addresses(): Promise<string[]> {
    const { publicUrl, shareAddress, host } = this.config
    if (publicUrl) return []
    const first = shareAddress ? [shareAddress] : []
    if (host && isIP(host) && !/^(0\.0\.0\.0|::)$/.test(host))
      return isThisMachine(host) ? first : [...new Set([...first, host])]
    return [...new Set([...first, ...(await lanAddresses())])]
  }

  /** The address that the presenter of this room chose, if this machine still has it. */
  async choiceOf(code: string): Promise<string | undefined> {
    const chosen = this.chosen.get(code)
    return chosen !== undefined && (await this.addresses()).includes(chosen) ? chosen : undefined
  }

  /** Sets the address to share in this room; '' lets the server choose. Returns whether the address is allowed. */
  async choose(code: string, address: string): Promise<boolean> {
    if (address && !(await this.addresses()).includes(address)) return false
    this.chosen.delete(code)
    if (!address) return true
    this.chosen.set(code, address)
    if (this.chosen.size > MAX_CHOICES) this.chosen.delete(this.chosen.keys().next().value!)
    return true
  }

  /**
   * The address to share: PUBLIC_URL, otherwise the page's own; for a page opened on this machine, one that others
   * can open.
   */
  async url(request: Request, code = ''): Promise<string> {
    const { publicUrl, shareAddress, basePath } = this.config
    if (publicUrl) return publicUrl.href
    const asked = `${request.protocol}://${hostOf(request, this.trust) ?? 'localhost'}`
    const own = urlOf(asked) ?? new URL('http://localhost')
    own.pathname = `${basePath}/`
    const addresses = await this.addresses()
    const isHere = isThisMachine(own.hostname)
    if (!isHere && !addresses.includes(own.hostname)) return own.href
    const shared = (await this.choiceOf(code)) ?? shareAddress ?? (isHere ? addresses[0] : undefined)
    if (shared) own.hostname = bracketed(shared)
    return own.href
  }
}

/** A host as it is written in a URL: IPv6 in brackets. */
export function bracketed(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host
}

function isThisMachine(hostname: string): boolean {
  return /^localhost\.?$|^\[?::1\]?$|^127\./.test(hostname)
}
