/** Owns a local Jetstream with its profile service: the real protocol over real sockets, scripted by a test, recording what it was asked. */
import { EventEmitter, once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'

export interface FakeProfile {
  handle: string
  displayName?: string
  avatar?: string
  labels?: { val: string; neg?: boolean }[]
}

/** How the next connections, or all requests for profiles, are answered. */
export type Mood = 'well' | { status: number; retryAfter?: number } | 'never' | 'hangs-up' | 'not-json'

let rkeys = 0

export class FakeJetstream extends EventEmitter {
  /** Query of each connection that was asked for. */
  readonly connections: URLSearchParams[] = []
  /** Actors of each request for profiles. */
  readonly profileRequests: string[][] = []
  readonly profiles = new Map<string, FakeProfile>()
  mood: Mood = 'well'
  profileMood: Mood = 'well'
  private readonly sockets = new Set<WebSocket>()
  /** What was sent, to be sent again to who comes with an older cursor. */
  private readonly sent: { time: number; frame: string }[] = []
  private lastTime = 0

  private constructor(
    private readonly http: ReturnType<typeof createServer>,
    private readonly wss: WebSocketServer,
  ) {
    super()
  }

  static async start(): Promise<FakeJetstream> {
    const wss = new WebSocketServer({ noServer: true })
    const http = createServer((request, response) => fake.answer(request, response))
    const fake = new FakeJetstream(http, wss)
    http.on('upgrade', (request, socket, head) => {
      const url = new URL(request.url!, 'http://fake')
      fake.connections.push(url.searchParams)
      const { mood } = fake
      if (mood === 'never') return
      if (mood === 'hangs-up') return void socket.destroy()
      if (mood === 'not-json') return void socket.end('What?')
      if (mood !== 'well' || url.pathname !== '/subscribe' || !url.searchParams.has('wantedCollections')) {
        const { status, retryAfter } = mood === 'well' ? { status: 400, retryAfter: undefined } : mood
        const header = retryAfter === undefined ? '' : `Retry-After: ${retryAfter}\r\n`
        socket.end(`HTTP/1.1 ${status} No\r\n${header}Content-Length: 0\r\nConnection: close\r\n\r\n`)
        fake.emit('refused')
        return
      }
      wss.handleUpgrade(request, socket, head, webSocket => fake.welcome(webSocket, url))
    })
    http.listen(0, '127.0.0.1')
    await once(http, 'listening')
    fakes.add(fake)
    return fake
  }

  get port(): number {
    return (this.http.address() as AddressInfo).port
  }

  get streamUrl(): string {
    return `ws://127.0.0.1:${this.port}`
  }

  get profilesUrl(): string {
    return `http://127.0.0.1:${this.port}`
  }

  get connected(): number {
    return this.sockets.size
  }

  /** Sends a new post; gives its rkey. */
  post(did: string, text: string, more: Record<string, unknown> = {}, rkey = `rkey${++rkeys}`): string {
    this.commit(did, 'create', rkey, {
      $type: 'app.bsky.feed.post',
      text,
      createdAt: new Date().toISOString(),
      langs: ['en'],
      ...more,
    })
    return rkey
  }

  edit(did: string, rkey: string, text: string): void {
    this.commit(did, 'update', rkey, { text, createdAt: new Date().toISOString(), langs: ['en'] })
  }

  delete(did: string, rkey: string): void {
    this.commit(did, 'delete', rkey)
  }

  account(did: string, active: boolean): void {
    this.event(did, {
      kind: 'account',
      account: { active, did, seq: 1, status: active ? undefined : 'deleted' },
    })
  }

  /** Sends anything, as it is. */
  raw(frame: string | Buffer): void {
    for (const socket of this.sockets) socket.send(frame)
  }

  /** Ends all connections with this code; 1006: without a goodbye. */
  drop(code = 1001): void {
    for (const socket of this.sockets) {
      if (code === 1006) socket.terminate()
      else socket.close(code)
    }
  }

  async close(): Promise<void> {
    this.drop(1006)
    this.wss.close()
    this.http.closeAllConnections()
    this.http.close()
    await once(this.http, 'close')
  }

  private commit(did: string, operation: string, rkey: string, record?: object): void {
    const collection = 'app.bsky.feed.post'
    const rev = `rev${this.sent.length}`
    const cid = record && 'bafyreidc6sydkkbchcyg62v77wbhzvb2mvytlmsychqgwf2xojjtirmzj4'
    this.event(did, { kind: 'commit', commit: { rev, operation, collection, rkey, record, cid } })
  }

  private event(did: string, rest: object): void {
    this.lastTime = Math.max(this.lastTime + 1, Date.now() * 1000)
    const frame = JSON.stringify({ did, time_us: this.lastTime, ...rest })
    this.sent.push({ time: this.lastTime, frame })
    this.raw(frame)
  }

  private welcome(webSocket: WebSocket, { searchParams }: URL): void {
    this.sockets.add(webSocket)
    webSocket.on('close', () => {
      this.sockets.delete(webSocket)
      this.emit('left')
    })
    const cursor = searchParams.get('cursor')
    if (cursor !== null)
      for (const { time, frame } of this.sent) if (time >= Number(cursor)) webSocket.send(frame)
    this.emit('connected', searchParams)
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url!, 'http://fake')
    const actors = url.searchParams.getAll('actors')
    this.profileRequests.push(actors)
    const mood = this.profileMood
    this.emit('asked')
    if (mood === 'never') return
    if (mood === 'hangs-up') return void request.socket.destroy()
    if (mood === 'not-json') return void response.end('<html>')
    if (mood !== 'well') {
      response.writeHead(mood.status, mood.retryAfter ? { 'Retry-After': mood.retryAfter } : {}).end()
      return
    }
    if (url.pathname !== '/xrpc/app.bsky.actor.getProfiles' || actors.length < 1 || actors.length > 25) {
      response.writeHead(400).end(JSON.stringify({ error: 'InvalidRequest' }))
      return
    }
    const profiles = actors.flatMap(did => {
      const profile = this.profiles.get(did)
      return profile ? [{ did, ...profile }] : []
    })
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ profiles }))
  }
}

const fakes = new Set<FakeJetstream>()

afterEach(async () => {
  await Promise.all([...fakes].map(fake => fake.close()))
  fakes.clear()
})
