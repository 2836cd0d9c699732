/** Finds the client address and the host of a request behind trusted proxies. */
import ipaddr from 'ipaddr.js'
import type { IncomingMessage } from 'node:http'
import proxyAddr from 'proxy-addr'
import { urlOf } from './core/text/url'

/** Trust of proxies, as Express compiles it. */
export type Trust = (address: string, hop: number) => boolean

/** The address of all clients whose proxy sends an invalid one. */
const UNKNOWN = 'unknown'
/** Endings that are not in the public DNS: names of the local network, of containers and of tests. */
const PRIVATE_ENDINGS = /\.(local|localhost|internal|lan|home\.arpa|test)$/

/** Addresses of requests that were looked at: that of a handshake is asked for again at each step. */
const found = new WeakMap<IncomingMessage, string>()

/** The text that was read last as an address: a hall comes from one, and no list of addresses is kept. */
let last: { text: string; address: string } | undefined

/** The client's real address; for IPv6 its /64 network, which belongs to one client. */
export function addressOf(request: IncomingMessage, trust: Trust): string {
  const address = found.get(request) ?? readAddress(request, trust)
  found.set(request, address)
  return address
}

function readAddress(request: IncomingMessage, trust: Trust): string {
  const text = proxyAddr(request, trust)
  if (last?.text !== text) last = { text, address: readText(text) }
  return last.address
}

function readText(sent: string): string {
  // Some proxies (Azure's) add the client's port, which changes with each connection.
  const text = sent.replace(/^([\d.]+):\d+$|^\[([^\]]+)\](?::\d+)?$/, '$1$2')
  if (!ipaddr.isValid(text)) return UNKNOWN
  const address = ipaddr.process(text)
  return address.kind() === 'ipv6' ? (address as ipaddr.IPv6).parts.slice(0, 4).join(':') : address.toString()
}

/**
 * The IPv6 network (/48) of an address of `addressOf`, which belongs to one household or organisation; undefined for
 * IPv4.
 */
export function networkOf(address: string): string | undefined {
  return address.includes(':') ? address.split(':').slice(0, 3).join(':') : undefined
}

/** The host the client asked for: the one a trusted proxy sends, otherwise the Host header. */
export function hostOf(request: IncomingMessage, trust: Trust): string | undefined {
  const forwarded = request.headers['x-forwarded-host']
  const isTrusted = trust(request.socket.remoteAddress ?? '', 0)
  const host = isTrusted && typeof forwarded === 'string' ? forwarded.split(',')[0]!.trim() : undefined
  return (host || request.headers.host)?.toLowerCase()
}

/** Protocol, host name and port of an address in a comparable form: without the ports 80 and 443. */
export function siteOf(
  address: string | undefined,
): { protocol: string; hostname: string; port: string } | undefined {
  const url = address === undefined ? undefined : urlOf(address)
  if (!url?.hostname) return undefined
  const { protocol, hostname, port } = url
  return {
    protocol,
    hostname: hostname.replace(/\.$/, ''),
    port: port === '80' || port === '443' ? '' : port,
  }
}

/** Whether a host name is an IP address or one that cannot be bought: localhost, a single word, laptop.local. */
export function isPrivateName(hostname: string): boolean {
  const isAddress = hostname.startsWith('[') || ipaddr.isValid(hostname)
  return isAddress || !hostname.includes('.') || PRIVATE_ENDINGS.test(hostname)
}
