/** Owns a small load balancer for trying out many nodes: round robin, and a cookie by which a browser stays on its node. */
import {
  Agent,
  createServer,
  request as ask,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { Duplex } from 'node:stream'

const COOKIE = 'node'

export interface Target {
  host: string
  port: number
}

/** Hands each request on to a node; one that does not answer is passed over. Not listening yet. */
export function balancer(targets: readonly Target[]): Server {
  const agent = new Agent({ keepAlive: true })
  let turn = 0

  /** The node of this browser first, then the others. */
  function inOrder(request: IncomingMessage): number[] {
    const own = new RegExp(`(?:^|; *)${COOKIE}=(\\d+)`).exec(request.headers.cookie ?? '')?.[1]
    const start = own === undefined ? turn++ : Number(own)
    return targets.map((_target, index) => (start + index) % targets.length)
  }

  function handOn(request: IncomingMessage, index: number) {
    const { method, url, headers, socket } = request
    const forwarded = { 'x-forwarded-for': socket.remoteAddress ?? '', 'x-forwarded-proto': 'http' }
    return ask({ ...targets[index]!, method, path: url, headers: { ...headers, ...forwarded }, agent })
  }

  function serve(request: IncomingMessage, response: ServerResponse, order: number[]): void {
    const [index, ...rest] = order
    if (index === undefined) {
      response.writeHead(502).end('No node answers.')
      return
    }
    const asked = handOn(request, index)
    asked.on('response', answer => {
      const cookie = `${COOKIE}=${index}; Path=/; HttpOnly; SameSite=Lax`
      response.writeHead(answer.statusCode!, {
        ...answer.headers,
        'set-cookie': [...(answer.headers['set-cookie'] ?? []), cookie],
      })
      answer.pipe(response)
      answer.on('error', () => response.destroy())
    })
    asked.on('error', () => {
      // What has a body was read already.
      if (response.headersSent) response.destroy()
      else serve(request, response, request.method === 'GET' ? rest : [])
    })
    response.on('close', () => asked.destroy())
    request.pipe(asked)
  }

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, order: number[]): void {
    const [index, ...rest] = order
    if (index === undefined) return void socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
    const asked = handOn(request, index)
    asked.on('upgrade', (answer, line, first) => {
      const lines = Object.entries(answer.headers).map(([name, value]) => `${name}: ${String(value)}\r\n`)
      socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join('')}\r\n`)
      socket.write(first)
      line.write(head)
      socket.pipe(line).pipe(socket)
      for (const [one, other] of [
        [socket, line],
        [line, socket],
      ] as const)
        one.on('error', () => other.destroy()).on('close', () => other.destroy())
    })
    asked.on('response', answer => {
      socket.write(`HTTP/1.1 ${answer.statusCode} ${answer.statusMessage}\r\nConnection: close\r\n\r\n`)
      answer.pipe(socket)
    })
    asked.on('error', () => upgrade(request, socket, head, rest))
    asked.end()
  }

  const server = createServer((request, response) => serve(request, response, inOrder(request)))
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    upgrade(request, socket, head, inOrder(request))
  })
  server.on('close', () => agent.destroy())
  return server
}
