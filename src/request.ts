/** Owns what a request says of where it comes from, through proxies that are trusted and no others. */
import ipaddr from 'ipaddr.js'
import type { IncomingMessage } from 'node:http'
import proxyAddr from 'proxy-addr'

/** Trust of proxies, as Express compiles it. */
export type Trust = (address: string, hop: number) => boolean

/** The client's real address; IPv6 by its /64, which one client has to itself. */
export function addressOf(request: IncomingMessage, trust: Trust): string {
  const text = proxyAddr(request, trust)
  if (!ipaddr.isValid(text)) return text
  const address = ipaddr.process(text)
  return address.kind() === 'ipv6' ? (address as ipaddr.IPv6).parts.slice(0, 4).join(':') : address.toString()
}

/** The host the client asked for: what a trusted proxy says, else the Host header. */
export function hostOf(request: IncomingMessage, trust: Trust): string | undefined {
  const forwarded = request.headers['x-forwarded-host']
  const isTrusted = trust(request.socket.remoteAddress ?? '', 0)
  const host = isTrusted && typeof forwarded === 'string' ? forwarded.split(',')[0]!.trim() : undefined
  return (host ?? request.headers.host)?.toLowerCase()
}

/**
 * Which pages may connect: this server's own, and those of PUBLIC_URL.
 * A request without an Origin comes from a program, not from another site's page.
 */
export function isOwnOrigin(request: IncomingMessage, publicUrl: URL | undefined, trust: Trust): boolean {
  const { origin } = request.headers
  if (origin === undefined) return true
  if (!URL.canParse(origin)) return false
  const host = new URL(origin).host
  return origin === publicUrl?.origin || host === hostOf(request, trust)
}
