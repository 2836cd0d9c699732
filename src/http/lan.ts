/**
 * Finds the addresses of this machine that others on the same network can open, the likeliest first; IPv4, because
 * people type them.
 */
import { createSocket } from 'node:dgram'
import os from 'node:os'

/** Milliseconds for which an answer is cached: pages ask often, and Wi-Fi changes seldom. */
const MAX_AGE_MS = 2000
/** An address reserved for documentation: the route to it is the default route. No packet is sent. */
const OUTSIDE = '203.0.113.1'
const LINK_LOCAL = /^169\.254\./
/** Interfaces of virtual machines, containers and tunnels; phones in the room cannot reach them. */
const VIRTUAL =
  /^(docker|br-|veth|virbr|vbox|virtualbox|vmnet|vmware|vethernet|hyper-v|lxc|lxd|podman|cni|flannel|cali|kube|utun|tun|tap|wg|wireguard|tailscale|zt|zerotier|openvpn|nordlynx|ppp|ipsec|gif|stf|awdl|llw|bridge\d|ham)|\b(virtual|vmware|vpn|tap-windows)\b/i

type Interfaces = ReturnType<typeof os.networkInterfaces>

let latest: { at: number; addresses: Promise<string[]> } | undefined

/** The current addresses; none if the system does not list them. */
export function lanAddresses(): Promise<string[]> {
  const now = performance.now()
  if (!latest || now - latest.at > MAX_AGE_MS) latest = { at: now, addresses: findAddresses() }
  return latest.addresses
}

async function findAddresses(): Promise<string[]> {
  return orderAddresses(interfaces(), await defaultAddress())
}

/** Some systems (Termux, sandboxes) refuse to list them. */
function interfaces(): Interfaces {
  try {
    return os.networkInterfaces()
  } catch {
    return {}
  }
}

/** The default route's address first, virtual interfaces after real ones, link-local addresses last. */
export function orderAddresses(interfaces: Interfaces, standard: string | undefined): string[] {
  const found = Object.entries(interfaces).flatMap(([name, addresses = []]) =>
    addresses
      .filter(({ family, internal }) => family === 'IPv4' && !internal)
      .map(({ address }) => ({ address, rank: rankOf(name, address, standard) })),
  )
  // If the system refuses the list, the route is still known.
  if (found.length === 0 && standard) return [standard]
  return found.sort((one, other) => one.rank - other.rank).map(({ address }) => address)
}

function rankOf(name: string, address: string, standard: string | undefined): number {
  const isDefault = address === standard
  if (LINK_LOCAL.test(address)) return 4
  // A VPN may hold the default route, but others in the room cannot use it.
  if (VIRTUAL.test(name)) return isDefault ? 2 : 3
  return isDefault ? 0 : 1
}

/** The local address of the default route, read from a connected UDP socket. */
function defaultAddress(): Promise<string | undefined> {
  return new Promise(resolve => {
    const socket = createSocket('udp4')
    const done = (address?: string) => {
      socket.close()
      resolve(address && !/^(0\.|127\.)/.test(address) ? address : undefined)
    }
    socket.unref()
    socket.once('error', () => done())
    try {
      socket.connect(9, OUTSIDE, () => done(socket.address().address))
    } catch {
      done()
    }
  })
}
