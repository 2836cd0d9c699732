/**
 * The network's side of the wall's bench: a Jetstream on loopback that sends at a steady rate and says who wrote
 * what.
 */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { WebSocketServer } from 'ws'
import { expose } from '../expose'
import { makePosts } from './posts'

export type JetstreamMethods = {
  listen(): Promise<number>
  /** Sends these posts, so many a second. Resolves to how many it has sent. */
  send(posts: { count: number; perSecond: number; seed: number }): Promise<number>
}

/** Milliseconds between two bursts. */
const TICK = 10

const http = createServer((request, response) => {
  const dids = new URL(request.url!, 'http://fake').searchParams.getAll('actors')
  const profiles = dids.map(did => ({ did, handle: `${did.slice(8)}.example.org`, displayName: 'Somebody' }))
  response.end(JSON.stringify({ profiles }))
})
const wss = new WebSocketServer({ server: http })

const methods: JetstreamMethods = {
  async listen() {
    http.listen(0, '127.0.0.1')
    await once(http, 'listening')
    return (http.address() as AddressInfo).port
  },

  async send({ count, perSecond, seed }) {
    const { frames } = makePosts(count, seed)
    while (wss.clients.size === 0) await once(wss, 'connection')
    const start = performance.now()
    let time = Date.now() * 1000
    let sent = 0
    while (sent < count) {
      const due = Math.min(count, Math.ceil(((performance.now() - start) / 1000) * perSecond))
      for (; sent < due; sent++) {
        const [before, after] = frames[sent]!
        for (const client of wss.clients) client.send(`${before}${++time}${after}`)
      }
      await delay(TICK)
    }
    return sent
  },
}
expose(methods)
