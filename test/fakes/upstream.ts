/**
 * What every local fake of a network does: listen, record what it was asked, answer badly when a test wants it, and
 * end with the test.
 */
import { EventEmitter, once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterEachTest } from '../support/cleanup'

/** How requests are answered; a promise: well, but only then. */
export type Mood =
  'well' | Promise<void> | { status: number; retryAfter?: number } | 'never' | 'hangs-up' | 'not-json'

/** How a request may be answered, and what pages are told of the network then. */
export type MoodAndStatus = [Mood, object]

export const UNREACHABLE = { state: 'retrying', reason: 'unreachable' }
export const WRONG_KEY = { state: 'needs-key', reason: 'wrong-key' }
/** Bad answers that say the same, whatever the network. */
export const BAD_MOODS: MoodAndStatus[] = [
  [{ status: 400 }, { state: 'retrying', reason: 'refused' }],
  [
    { status: 429, retryAfter: 2 },
    { state: 'retrying', reason: 'too-many-requests' },
  ],
  [{ status: 503 }, { state: 'retrying', reason: 'closed' }],
  ['hangs-up', UNREACHABLE],
  ['never', UNREACHABLE],
]

export interface Request {
  method: string
  url: URL
  headers: IncomingMessage['headers']
  body: unknown
}

const running = new Set<Upstream>()

export abstract class Upstream extends EventEmitter {
  /** Everything it was asked over HTTP. */
  readonly requests: Request[] = []
  private readonly server = createServer((request, response) => void this.receive(request, response))
  private readonly lines = new Set<Socket>()

  /** The address, with this scheme. */
  url(scheme = 'http'): string {
    return `${scheme}://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  /** Starts to listen on a free port. */
  async listen(): Promise<this> {
    this.server.on('connection', line => {
      this.lines.add(line)
      line.on('close', () => this.lines.delete(line))
      line.on('error', () => {})
    })
    this.server.on('upgrade', (request: IncomingMessage, line: Duplex, head: Buffer) =>
      this.upgrade(request, line, head),
    )
    this.server.listen(0, '127.0.0.1')
    await once(this.server, 'listening')
    running.add(this)
    return this
  }

  async close(): Promise<void> {
    this.server.close()
    for (const line of this.lines) line.destroy()
    await once(this.server, 'close')
  }

  /** How this request is to be answered. */
  protected abstract moodOf(request: Request): Mood

  /** Answers as the network does. */
  protected abstract answer(request: Request, response: ServerResponse): void

  protected upgrade(_request: IncomingMessage, line: Duplex, _head: Buffer): void {
    line.destroy()
  }

  /** Refuses an upgrade. Returns whether it did. */
  protected refuseUpgrade(line: Duplex, mood: Mood): boolean {
    if (mood === 'well') return false
    if (mood === 'hangs-up') line.destroy()
    else if (mood === 'not-json') line.end('What?')
    else if (typeof mood === 'object' && 'status' in mood) {
      const header = mood.retryAfter === undefined ? '' : `Retry-After: ${mood.retryAfter}\r\n`
      line.end(`HTTP/1.1 ${mood.status} No\r\n${header}Content-Length: 0\r\nConnection: close\r\n\r\n`)
    }
    this.emit('refused')
    return true
  }

  private async receive(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(incoming).catch(() => '')
    const request: Request = {
      method: incoming.method!,
      url: new URL(incoming.url!, 'http://fake'),
      headers: incoming.headers,
      body: body === '' ? undefined : (JSON.parse(body) as unknown),
    }
    this.requests.push(request)
    const mood = this.moodOf(request)
    this.emit('asked', request)
    if (mood === 'never') return
    if (mood === 'hangs-up') return void incoming.socket.destroy()
    if (mood === 'not-json') return void response.end('<html>')
    if (mood instanceof Promise) await mood
    else if (mood !== 'well') {
      response.writeHead(mood.status, mood.retryAfter ? { 'Retry-After': mood.retryAfter } : {}).end()
      return
    }
    this.answer(request, response)
  }
}

/** Answers with JSON. */
export function sendJson(response: ServerResponse, json: unknown, status = 200, headers: object = {}): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(json))
}

afterEachTest(async () => {
  await Promise.all([...running].map(upstream => upstream.close()))
  running.clear()
})
