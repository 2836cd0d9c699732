/** Owns the address people are told: on links, QR codes and in the terminal. */
import type { Request } from 'express'
import { networkInterfaces } from 'node:os'
import type { Config } from '../config'
import { hostOf, type Trust } from '../request'

/** Addresses of this machine that others on the same network can open; IPv4, as they are typed by hand. */
export function lanAddresses(): string[] {
  return Object.values(interfaces())
    .flatMap(addresses => addresses ?? [])
    .filter(address => address.family === 'IPv4' && !address.internal)
    .map(address => address.address)
}

/** None where the system does not tell them: sandboxes and Termux forbid it, and without a free file it cannot be asked. */
function interfaces(): ReturnType<typeof networkInterfaces> {
  try {
    return networkInterfaces()
  } catch {
    return {}
  }
}

/** The address to share: PUBLIC_URL, else the page's own; opened as localhost, an address of the LAN. */
export function shareUrl(request: Request, config: Config, trust: Trust): string {
  if (config.publicUrl) return config.publicUrl.href
  const asked = hostOf(request, trust) ?? 'localhost'
  const own = URL.canParse(`${request.protocol}://${asked}`)
    ? new URL(`${request.protocol}://${asked}`)
    : new URL('http://localhost')
  own.pathname = config.basePath + '/'
  const lan = lanAddresses()[0]
  if (lan && isThisMachine(own.hostname)) own.hostname = lan
  return own.href
}

function isThisMachine(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.')
}
