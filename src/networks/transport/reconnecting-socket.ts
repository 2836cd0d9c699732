/** One WebSocket to a network: opened, watched for silence, and opened again after any end. */
import WebSocket, { type ClientOptions } from 'ws'
import { steadyNow } from '../../clock'
import type { SourceStatus } from '../../core/protocol/wall'
import { Backoff, reasonOf, retryAfterOf, type Failure } from './backoff'
import type { SourceIntervals, SourceListener } from '../source'

/** Characters of a frame that is looked at. */
const MAX_READ_BYTES = 64 * 1024
/** Bytes of a frame beyond which the connection is not worth keeping. */
const MAX_FRAME_BYTES = 4 * 1024 * 1024

export interface LineParts {
  intervals: SourceIntervals
  listener: Pick<SourceListener, 'status' | 'skipped'>
  /** Where to connect; asked at each attempt. */
  target(attempt: number): { url: string; headers?: Record<string, string> }
  /** A ping is a sign of life, too: for networks on which it may be quiet for long. */
  pingsCount?: boolean
  /** Connected: `send` reaches it. */
  opened?(): void
  /** A frame came. Returns whether it is one of the network's: only then the connection is known to work. */
  message(text: string): boolean
  /** A connection ended by a frame beyond all bounds: it would come again. */
  burst?(): void
}

/** How a source is that waits for so many milliseconds; one that needs another key is tried again all the same. */
export function statusAfter({ reason }: Failure, wait: number): Omit<SourceStatus, 'network'> {
  const state = reason === 'wrong-key' ? 'needs-key' : 'retrying'
  return { state, reason, retryAt: Math.round(steadyNow() + wait) }
}

export class Line {
  private readonly backoff: Backoff
  private webSocket: WebSocket | undefined
  private timer: NodeJS.Timeout | undefined
  private attempt = 0

  constructor(private readonly parts: LineParts) {
    this.backoff = new Backoff(parts.intervals)
  }

  /** Opens it, unless it is open or about to be. */
  open(): void {
    if (this.webSocket || this.timer) return
    this.connect()
  }

  /** Closes it for good, or until it is opened again. */
  close(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    const { webSocket } = this
    this.webSocket = undefined
    webSocket?.terminate()
    this.backoff.reset()
  }

  /** Sends a text where it is open. */
  send(text: string): void {
    if (this.webSocket?.readyState === WebSocket.OPEN) this.webSocket.send(text)
  }

  private connect(): void {
    const { parts } = this
    const { url, headers } = parts.target(this.attempt++)
    parts.listener.status({ state: 'connecting' })
    let failure: Failure = { reason: 'unreachable' }
    const webSocket = open(url, {
      headers,
      handshakeTimeout: parts.intervals.answer,
      maxPayload: MAX_FRAME_BYTES,
      perMessageDeflate: false,
    })
    this.webSocket = webSocket
    if (!webSocket) return this.closed(failure)
    const isCurrent = () => this.webSocket === webSocket
    const watch = () => {
      clearTimeout(this.timer)
      this.timer = setTimeout(() => {
        failure = { reason: 'silent' }
        webSocket.terminate()
      }, parts.intervals.silence).unref()
    }

    webSocket.on('open', () => {
      if (!isCurrent()) return
      failure = { reason: 'closed' }
      watch()
      parts.listener.status({ state: 'connected' })
      parts.opened?.()
    })
    if (parts.pingsCount) webSocket.on('ping', () => isCurrent() && watch())
    webSocket.on('message', (data, isBinary) => {
      if (!isCurrent()) return
      watch()
      const frame = data as Buffer
      if (isBinary || frame.length > MAX_READ_BYTES) parts.listener.skipped()
      else if (parts.message(frame.toString())) this.backoff.reset()
      else parts.listener.skipped()
    })
    webSocket.on('unexpected-response', (_request, response) => {
      failure = {
        reason: reasonOf(response.statusCode ?? 500),
        retryAfter: retryAfterOf(response.headers['retry-after']),
      }
      webSocket.terminate()
    })
    webSocket.on('error', (error: NodeJS.ErrnoException) => {
      if (isCurrent() && error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') {
        parts.listener.skipped()
        parts.burst?.()
      }
      webSocket.terminate()
    })
    webSocket.on('close', () => {
      if (isCurrent()) this.closed(failure)
    })
  }

  private closed(failure: Failure): void {
    clearTimeout(this.timer)
    this.webSocket = undefined
    const wait = this.backoff.after(failure)
    this.parts.listener.status(statusAfter(failure, wait))
    this.timer = setTimeout(() => {
      this.timer = undefined
      this.connect()
    }, wait).unref()
  }
}

/** Undefined for an address that no WebSocket can have: another server may have named it. */
function open(url: string, options: ClientOptions): WebSocket | undefined {
  try {
    return new WebSocket(url, options)
  } catch {
    return undefined
  }
}
