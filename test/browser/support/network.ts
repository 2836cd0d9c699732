/** Controls the connection between a page and its server, and records what is sent over it, at both ends. */
import { createServer, request, type IncomingMessage } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Page } from 'playwright-core'
import type { LiveRoom, RoomSocket } from '../../../src/sockets/room/live-room'
import type { TestApp } from '../../support/app'
import { joined } from '../../support/clients'
import { connectionIs } from './pages'

export interface ControlledConnection {
  /** Frames the page sent, as they are on the wire. */
  sent: string[]
  /** From now on what the server says waits. */
  hold(): void
  /** It arrives after all. */
  release(): void
  /** The present connections die without a word; new ones are well. */
  swallow(): void
}

/** Puts a hand on the page's WebSockets; call it before the page is loaded. */
export async function controlConnection(page: Page): Promise<ControlledConnection> {
  const sent: string[] = []
  const waiting: (() => void)[] = []
  let isHeld = false
  let dead = 0
  let opened = 0
  await page.routeWebSocket(/\/socket\.io\//, socket => {
    const number = ++opened
    const server = socket.connectToServer()
    socket.onMessage(message => {
      if (number <= dead) return
      sent.push(String(message))
      server.send(message)
    })
    server.onMessage(message => {
      if (number <= dead) return
      if (isHeld) waiting.push(() => socket.send(message))
      else socket.send(message)
    })
  })
  return {
    sent,
    hold: () => (isHeld = true),
    release() {
      isHeld = false
      for (const send of waiting.splice(0)) send()
    },
    swallow() {
      dead = opened
      isHeld = false
      waiting.length = 0
    },
  }
}

/** A page with this tab id, as a copy of another tab has it. */
export const asTab = (tab: string) => (page: Page) =>
  page.addInitScript(id => {
    sessionStorage.setItem('tab', JSON.stringify({ tab: id }))
  }, tab)

/** A browser, or a network, without WebSockets. */
export async function withoutWebSockets(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'WebSocket', { value: undefined })
  })
}

/** A proxy in front of the app, with its own idea of WebSockets. */
export interface Proxy {
  url: string
  close(): void
}

/** A proxy that knows no WebSockets: it answers an upgrade with a refusal. */
export function oldProxy(app: TestApp): Promise<Proxy> {
  return startProxy(app, (_request, socket) =>
    socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n'),
  )
}

export interface SwallowingProxy extends Proxy {
  /** Resolves once it has swallowed as many WebSockets as this. */
  swallowed(count: number): Promise<void>
  /** From now on WebSockets get through, and so do those that it has swallowed. */
  letThrough(): void
  /** From now on no long-polling connection gets further than its handshake, as between nodes without sessions. */
  breakPolling(): void
}

/** A proxy that accepts WebSockets, and never says a word about them. */
export async function swallowingProxy(app: TestApp): Promise<SwallowingProxy> {
  const held: (() => void)[] = []
  const waiting: { count: number; resolve: () => void }[] = []
  let isOpen = false
  let isBroken = false
  const proxy = await startProxy(
    app,
    ({ method, url, headers }, socket) => {
      const pass = () => {
        const { hostname, port } = new URL(app.url)
        const onward = connect(Number(port), hostname, () => {
          const lines = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}`)
          onward.write(`${method} ${url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
          onward.pipe(socket).pipe(onward)
        })
        onward.on('error', () => socket.destroy())
        socket.on('close', () => onward.destroy())
      }
      socket.on('error', () => undefined)
      if (isOpen) return pass()
      held.push(pass)
      for (const { count, resolve } of waiting) if (held.length >= count) resolve()
    },
    ({ url }) => isBroken && /[?&]sid=/.test(url!),
  )
  return {
    ...proxy,
    swallowed: count =>
      new Promise(resolve => {
        if (held.length >= count) resolve()
        else waiting.push({ count, resolve })
      }),
    letThrough() {
      isOpen = true
      for (const pass of held.splice(0)) pass()
    },
    breakPolling: () => (isBroken = true),
  }
}

async function startProxy(
  app: TestApp,
  upgrade: (request: IncomingMessage, socket: Duplex) => void,
  isRefused: (request: IncomingMessage) => boolean = () => false,
): Promise<Proxy> {
  const proxy = createServer((incoming, outgoing) => {
    if (isRefused(incoming)) return void outgoing.writeHead(400).end()
    const { method, headers, url } = incoming
    const onward = request(app.url + url, { method, headers }, answer => {
      outgoing.writeHead(answer.statusCode!, answer.headers)
      answer.pipe(outgoing)
    })
    onward.on('error', () => outgoing.destroy())
    outgoing.on('close', () => onward.destroy())
    incoming.pipe(onward)
  })
  const sockets = new Set<Duplex>()
  proxy.on('upgrade', (request, socket) => {
    sockets.add(socket)
    upgrade(request, socket)
  })
  await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve))
  const close = () => {
    proxy.close()
    proxy.closeAllConnections()
    for (const socket of sockets) socket.destroy()
  }
  return { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, close }
}

/**
 * What the server hears from now on, from sockets that are still to come: names of events with their first argument.
 */
export function recordEvents(app: TestApp): [string, unknown][] {
  const heard: [string, unknown][] = []
  app.io.on('connection', socket => {
    socket.onAny((name: string, first: unknown) => void heard.push([name, first]))
  })
  return heard
}

/** The server's ends of the connections of audience pages, oldest first. */
export function serverSockets(app: TestApp): RoomSocket[] {
  return [...app.io.sockets.sockets.values()].filter(socket => socket.data.tab)
}

/** Ends the page's connection without a word, and keeps it off the net until told otherwise. */
export async function cut(app: TestApp, page: Page): Promise<void> {
  await page.context().setOffline(true)
  for (const socket of serverSockets(app)) socket.conn.close()
  await connectionIs(page, 'reconnecting')
}

/** The house room, for what no event can tell of it. A screen is connected for it; nobody counts that. */
export async function defaultRoom(app: TestApp): Promise<LiveRoom> {
  const client = app.client({ screen: true })
  await joined(client)
  return app.io.sockets.sockets.get(client.id!)!.data.room
}
