/**
 * A load balancer to try out many nodes on one machine: round robin, with a cookie that keeps a browser on its node.
 */
import { createProxyServer } from 'http-proxy-3'
import { Agent, createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

const COOKIE = 'node'
/** Milliseconds for which a node that refused a connection is tried last. */
const REFUSED_TIMEOUT_MS = 1000

export interface Target {
  host: string
  port: number
}

/** Forwards each request to a node; one that does not answer is skipped. The server is not listening yet. */
export function balancer(targets: readonly Target[]): Server {
  const agent = new Agent({ keepAlive: true })
  const nodes = targets.map((target, index) => {
    const proxy = createProxyServer({ target, agent })
    const cookie = `${COOKIE}=${index}; Path=/; HttpOnly; SameSite=Lax`
    proxy.on('proxyRes', ({ headers }) => {
      headers['set-cookie'] = [...(headers['set-cookie'] ?? []), cookie]
    })
    return { proxy, refusedAt: -Infinity }
  })
  let turn = 0

  /** The node of this browser first, then the others; those that just refused a connection last. */
  function nodesFor(request: IncomingMessage) {
    const own = new RegExp(`(?:^|; *)${COOKIE}=(\\d+)`).exec(request.headers.cookie ?? '')?.[1]
    const start = own === undefined ? turn++ : Number(own)
    const inOrder = nodes.map((_node, index) => nodes[(start + index) % nodes.length]!)
    const hasRefused = (node: { refusedAt: number }) =>
      performance.now() - node.refusedAt < REFUSED_TIMEOUT_MS
    return [...inOrder.filter(node => !hasRefused(node)), ...inOrder.filter(hasRefused)]
  }

  function forward(
    request: IncomingMessage,
    response: ServerResponse,
    [node, ...others] = nodesFor(request),
  ) {
    if (!node) {
      response.writeHead(502).end('No node answers.')
      return
    }
    node.proxy.web(request, response, { headers: forwardedHeaders(request) }, error => {
      node.refusedAt = refusedAt(error)
      if (response.headersSent) response.destroy()
      // With another method, the body has already been read.
      else forward(request, response, request.method === 'GET' ? others : [])
    })
  }

  /** Closes a WebSocket whose node does not answer; its page reconnects and gets another node. */
  function upgrade(request: IncomingMessage, socket: Socket, head: Buffer) {
    const [node] = nodesFor(request)
    socket.on('error', () => socket.destroy())
    node!.proxy.ws(request, socket, head, { headers: forwardedHeaders(request) }, error => {
      node!.refusedAt = refusedAt(error)
    })
  }

  const server = createServer((request, response) => forward(request, response))
  server.on('upgrade', upgrade)
  server.on('close', () => agent.destroy())
  return server
}

/** Replaces the client's forwarded headers, because nodes trust them. */
function forwardedHeaders({ socket }: IncomingMessage): Record<string, string> {
  return { 'x-forwarded-for': socket.remoteAddress ?? '', 'x-forwarded-proto': 'http' }
}

function refusedAt({ code }: NodeJS.ErrnoException): number {
  return code === 'ECONNREFUSED' ? performance.now() : -Infinity
}
