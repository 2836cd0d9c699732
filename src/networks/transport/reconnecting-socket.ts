/** One WebSocket to a network: opens it, closes it when it is silent, and reopens it after any end. */
import WebSocket, { type ClientOptions } from 'ws'
import { steadyNow } from '../../clock'
import type { SourceStatus } from '../../core/protocol/wall'
import { Backoff, reasonOf, retryAfterOf, type Failure } from './backoff'
import type { SourceIntervals, SourceListener } from '../source'

/** The most characters of a frame; longer frames are skipped. */
const MAX_READ_BYTES = 64 * 1024
/** Bytes of a frame above which the connection is closed. */
const MAX_FRAME_BYTES = 4 * 1024 * 1024

export interface LineParts {
  intervals: SourceIntervals
  listener: Pick<SourceListener, 'status' | 'skipped'>
  /** Where to connect; called at each attempt. */
  target(attempt: number): { url: string; headers?: Record<string, string> }
  /** Whether pings count as activity: for networks that may send nothing for long. */
  pingsCount?: boolean
  /** Connected: `send` works. */
  opened?(): void
  /** Receives a frame. Returns whether it is valid for the network: only then is the connection known to work. */
  message(text: string): boolean
  /** A frame above the limit ended the connection: after a reconnect the same frame would come again. */
  burst?(): void
}

/** The status of a source that waits this many milliseconds; a source with a wrong key is also tried again. */
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

  /** Opens it, unless it is open or opening. */
  open(): void {
    if (this.webSocket || this.timer) return
    this.connect()
  }

  /** Closes it until `open` is called. */
  close(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    const { webSocket } = this
    this.webSocket = undefined
    webSocket?.terminate()
    this.backoff.reset()
  }

  /** Sends a text if it is open. */
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

/** Undefined for an address that is invalid for a WebSocket, as another server may give one. */
function open(url: string, options: ClientOptions): WebSocket | undefined {
  try {
    return new WebSocket(url, options)
  } catch {
    return undefined
  }
}
