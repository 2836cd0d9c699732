/** A local Jetstream with its profile service, scripted by a test. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { sendJson, Upstream, type Mood, type Request } from './upstream'

export interface FakeProfile {
  handle: string
  displayName?: string
  avatar?: string
  labels?: { val: string; neg?: boolean }[]
}

const COLLECTION = 'app.bsky.feed.post'

export class FakeJetstream extends Upstream {
  /** Query of each connection that was asked for. */
  readonly connections: URLSearchParams[] = []
  readonly profiles = new Map<string, FakeProfile>()
  /** How the next connections are answered. */
  mood: Mood = 'well'
  /** How requests for profiles are answered. */
  profileMood: Mood = 'well'
  private readonly wss = new WebSocketServer({ noServer: true })
  private readonly sockets = new Set<WebSocket>()
  /** What was sent, to be sent again to who comes with an older cursor. */
  private readonly sent: { time: number; frame: string }[] = []
  private lastTime = 0
  private rkeys = 0

  static start(): Promise<FakeJetstream> {
    return new FakeJetstream().listen()
  }

  get connected(): number {
    return this.sockets.size
  }

  /** Actors of each request for profiles. */
  get profileRequests(): string[][] {
    return this.requests.map(({ url }) => url.searchParams.getAll('actors'))
  }

  /** Sends a new post; gives its rkey. */
  post(did: string, text: string, more: Record<string, unknown> = {}): string {
    const rkey = `rkey${++this.rkeys}`
    const createdAt = new Date().toISOString()
    this.commit(did, 'create', rkey, { $type: COLLECTION, text, createdAt, langs: ['en'], ...more })
    return rkey
  }

  edit(did: string, rkey: string, text: string): void {
    this.commit(did, 'update', rkey, { text, createdAt: new Date().toISOString(), langs: ['en'] })
  }

  delete(did: string, rkey: string): void {
    this.commit(did, 'delete', rkey)
  }

  account(did: string, active: boolean): void {
    const status = active ? undefined : 'deleted'
    this.event(did, { kind: 'account', account: { active, did, seq: 1, status } })
  }

  /** Says that an account has another name. */
  identity(did: string): void {
    this.event(did, { kind: 'identity', identity: { did, seq: 1 } })
  }

  /** Sends anything, as it is. */
  raw(frame: string | Buffer): void {
    for (const socket of this.sockets) socket.send(frame)
  }

  /** Ends all connections with this code; 1006: without a goodbye. */
  drop(code = 1001): void {
    for (const socket of this.sockets)
      if (code === 1006) socket.terminate()
      else socket.close(code)
  }

  protected moodOf(): Mood {
    return this.profileMood
  }

  protected override upgrade(request: IncomingMessage, line: Duplex, head: Buffer): void {
    const { pathname, searchParams } = new URL(request.url!, 'http://fake')
    this.connections.push(searchParams)
    const isAsked = pathname === '/subscribe' && searchParams.get('wantedCollections') === COLLECTION
    if (this.refuseUpgrade(line, isAsked ? this.mood : { status: 400 })) return
    this.wss.handleUpgrade(request, line, head, webSocket => this.welcome(webSocket, searchParams))
  }

  protected answer({ url }: Request, response: ServerResponse): void {
    const actors = url.searchParams.getAll('actors')
    if (url.pathname !== '/xrpc/app.bsky.actor.getProfiles' || actors.length < 1 || actors.length > 25)
      return sendJson(response, { error: 'InvalidRequest' }, 400)
    const known = actors.filter(did => this.profiles.has(did))
    sendJson(response, { profiles: known.map(did => ({ did, ...this.profiles.get(did) })) })
  }

  private commit(did: string, operation: string, rkey: string, record?: object): void {
    const rev = `rev${this.sent.length}`
    this.event(did, {
      kind: 'commit',
      commit: {
        rev,
        operation,
        collection: COLLECTION,
        rkey,
        record,
        cid: record && 'bafyreidc6sydkkbchcyg62v77wbh',
      },
    })
  }

  private event(did: string, rest: object): void {
    this.lastTime = Math.max(this.lastTime + 1, Date.now() * 1000)
    const frame = JSON.stringify({ did, time_us: this.lastTime, ...rest })
    this.sent.push({ time: this.lastTime, frame })
    this.raw(frame)
  }

  private welcome(webSocket: WebSocket, query: URLSearchParams): void {
    this.sockets.add(webSocket)
    webSocket.on('error', () => {})
    webSocket.on('close', () => {
      this.sockets.delete(webSocket)
      this.emit('left')
    })
    const cursor = query.get('cursor')
    if (cursor !== null)
      for (const { time, frame } of this.sent) if (time >= Number(cursor)) webSocket.send(frame)
    this.emit('connected')
  }
}
