/**
 * A local Mastodon server, scripted by a test: tag timelines over REST and, with a token, streaming over a WebSocket.
 */
import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { newStatus, tagsOf, type Json } from './mastodon-status'
import { sendJson, Upstream, type Mood, type Request } from './upstream'

export const TOKEN = 'a-user-of-mastodon'

export class FakeMastodon extends Upstream {
  /** How requests for timelines, and connections, are answered. */
  mood: Mood = 'well'
  streamMood: Mood = 'well'
  /** Headers of each answer. */
  headers: Record<string, string> = {}
  /** Whether timelines are for this server's users only. */
  isClosed = false
  readonly subscribed = new Map<WebSocket, Set<string>>()
  private readonly wss = new WebSocketServer({ noServer: true })
  /** By the id each was given, whatever a test makes it say. */
  private readonly statuses = new Map<string, Json>()
  private lastId = 115_000_000_000_000_000n

  static start(): Promise<FakeMastodon> {
    return new FakeMastodon().listen()
  }

  /** Tags of each request for a timeline, and where it began. */
  get readings(): { tag: string; since: string | null }[] {
    return this.requests
      .filter(({ url }) => url.pathname.startsWith('/api/v1/timelines/tag/'))
      .map(({ url }) => ({
        tag: decodeURIComponent(url.pathname.split('/').pop()!),
        since: url.searchParams.get('since_id'),
      }))
  }

  /** Publishes a status; gives its id. */
  post(content: string, tags: string[], more: Json = {}): string {
    const id = String(++this.lastId)
    const status = newStatus(id, content, tags, more)
    this.statuses.set(id, status)
    this.push('update', tags, JSON.stringify(status))
    return id
  }

  edit(id: string, content: string): void {
    const status = this.statuses.get(id)!
    Object.assign(status, { content: `<p>${content}</p>`, edited_at: new Date().toISOString() })
    this.push('status.update', tagsOf(status), JSON.stringify(status))
  }

  delete(id: string): void {
    const tags = tagsOf(this.statuses.get(id)!)
    this.statuses.delete(id)
    this.push('delete', tags, id)
  }

  /** Sends anything to every stream. */
  raw(frame: string): void {
    for (const socket of this.subscribed.keys()) socket.send(frame)
  }

  /** Resolves once all these tags are asked for, over whichever connection. */
  async isAskedFor(...tags: string[]): Promise<void> {
    const isSo = () => [...this.subscribed.values()].some(asked => tags.every(tag => asked.has(tag)))
    while (!isSo()) await once(this, 'subscribed')
  }

  ping(): void {
    for (const socket of this.subscribed.keys()) socket.ping()
  }

  drop(): void {
    for (const socket of this.subscribed.keys()) socket.terminate()
  }

  protected moodOf({ url }: Request): Mood {
    return url.pathname.startsWith('/api/v1/timelines/') ? this.mood : 'well'
  }

  protected answer({ url, headers }: Request, response: ServerResponse): void {
    if (url.pathname === '/api/v2/instance')
      return sendJson(response, { configuration: { urls: { streaming: this.url('ws') } } })
    const tag = /^\/api\/v1\/timelines\/tag\/([^/]+)$/.exec(url.pathname)?.[1]
    if (tag === undefined) return sendJson(response, { error: 'Not found' }, 404)
    const isKnown = headers.authorization === `Bearer ${TOKEN}`
    if (!isKnown && headers.authorization !== undefined)
      return sendJson(response, { error: 'The access token is invalid' }, 401)
    if (this.isClosed && !isKnown)
      return sendJson(response, { error: 'This method requires an authenticated user' }, 401)
    const since = BigInt(url.searchParams.get('since_id') ?? 0)
    const limit = Math.min(40, Number(url.searchParams.get('limit') ?? 20))
    const found = [...this.statuses].filter(
      ([id, status]) => BigInt(id) > since && tagsOf(status).includes(decodeURIComponent(tag)),
    )
    const newest = found.reverse().slice(0, limit)
    sendJson(
      response,
      newest.map(([, status]) => status),
      200,
      this.headers,
    )
  }

  protected override upgrade(request: IncomingMessage, line: Duplex, head: Buffer): void {
    const isAllowed = request.headers.authorization === `Bearer ${TOKEN}`
    const isAsked = request.url!.startsWith('/api/v1/streaming')
    const mood = !isAsked ? { status: 404 } : isAllowed ? this.streamMood : { status: 401 }
    if (this.refuseUpgrade(line, mood)) return
    this.wss.handleUpgrade(request, line, head, webSocket => this.welcome(webSocket))
  }

  private welcome(webSocket: WebSocket): void {
    const tags = new Set<string>()
    this.subscribed.set(webSocket, tags)
    webSocket.on('error', () => {})
    webSocket.on('close', () => {
      this.subscribed.delete(webSocket)
      this.emit('left')
    })
    webSocket.on('message', data => {
      const { type, tag } = JSON.parse((data as Buffer).toString()) as { type: string; tag: string }
      if (type === 'subscribe') tags.add(tag)
      else tags.delete(tag)
      this.emit('subscribed', [...tags])
    })
    this.emit('connected')
  }

  private push(event: string, tags: string[], payload: string): void {
    for (const [socket, wanted] of this.subscribed)
      for (const tag of tags)
        if (wanted.has(tag.toLowerCase()))
          socket.send(JSON.stringify({ stream: ['hashtag', tag.toLowerCase()], event, payload }))
  }
}
