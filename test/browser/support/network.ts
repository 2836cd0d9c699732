/** Controls the connection between a page and its server, and records what is sent over it, at both ends. */
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import type { LiveRoom, RoomSocket } from '../../../src/sockets/room/live-room'
import type { TestApp } from '../../support/app'
import { joined } from '../../support/clients'

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

/** The address of a proxy in front of the app that knows no WebSockets: it answers an upgrade with a refusal. */
export async function oldProxy(app: TestApp): Promise<{ url: string; close(): void }> {
  const proxy = createServer((incoming, outgoing) => {
    const { method, headers, url } = incoming
    const onward = request(app.url + url, { method, headers }, answer => {
      outgoing.writeHead(answer.statusCode!, answer.headers)
      answer.pipe(outgoing)
    })
    onward.on('error', () => outgoing.destroy())
    outgoing.on('close', () => onward.destroy())
    incoming.pipe(onward)
  })
  proxy.on('upgrade', (_request, socket) => socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n'))
  await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve))
  const close = () => {
    proxy.close()
    proxy.closeAllConnections()
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

/** The house room, for what no event can tell of it. A screen is connected for it; nobody counts that. */
export async function defaultRoom(app: TestApp): Promise<LiveRoom> {
  const client = app.client({ screen: true })
  await joined(client)
  return app.io.sockets.sockets.get(client.id!)!.data.room
}
