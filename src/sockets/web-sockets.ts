/**
 * Bounds what one WebSocket may send: frames in a second, fragments of a message, and pieces that are still
 * incomplete.
 */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type ServerOptions, type WebSocket } from 'ws'
import { writeAtEndOfTurn } from './first-writes'
import { fullBucket, take, type Rate } from '../core/limits/token-bucket'

/** Frames of one message. Browsers send one; 16 KiB in 64 frames is more than any proxy makes of it. */
const MAX_FRAGMENTS = 64
/** Pieces in which a frame may arrive: 16 KiB in 64 bytes each. */
const MAX_BUFFERED_CHUNKS = 256
/** Pongs that may wait for a client that reads nothing. */
const MAX_PENDING_PONGS = 10
/** Milliseconds for which a closing handshake is waited for. */
const CLOSE_TIMEOUT_MS = 2000
/** An acknowledgement answers something that the server has sent: so many of them count as one frame. */
const ACKNOWLEDGEMENTS_A_FRAME = 10
/** Engine.IO "message", Socket.IO "ack". */
const ACKNOWLEDGEMENT = Buffer.from('43')

/** Options of `ws` that its type definitions do not know yet. */
interface Limits extends ServerOptions {
  maxFragments: number
  maxBufferedChunks: number
  maxPendingAutoPongs: number
  closeTimeout: number
}

/**
 * The class that Engine.IO makes its WebSockets with (`wsEngine`). Every frame counts, also those that Engine.IO
 * answers or drops by itself: pings, pongs and the probes of an upgrade. Whoever exceeds the rate is cut off at once:
 * a closing handshake would wait for a client that reads nothing.
 */
export function boundedWebSockets(rate: Rate, exceeded: () => void): typeof WebSocketServer {
  return class BoundedWebSocketServer extends WebSocketServer {
    constructor(options: ServerOptions) {
      const limits: Limits = {
        ...options,
        maxFragments: MAX_FRAGMENTS,
        maxBufferedChunks: MAX_BUFFERED_CHUNKS,
        maxPendingAutoPongs: MAX_PENDING_PONGS,
        closeTimeout: CLOSE_TIMEOUT_MS,
      }
      super(limits)
    }

    override handleUpgrade(
      request: IncomingMessage,
      socket: Duplex,
      head: Buffer,
      opened: (webSocket: WebSocket, request: IncomingMessage) => void,
    ): void {
      writeAtEndOfTurn(socket)
      super.handleUpgrade(request, socket, head, (webSocket, upgraded) => {
        countFrames(webSocket, rate, exceeded)
        opened(webSocket, upgraded)
      })
    }
  } as typeof WebSocketServer
}

function countFrames(webSocket: WebSocket, rate: Rate, exceeded: () => void): void {
  const bucket = fullBucket(rate, performance.now())
  let acknowledgements = 0
  const spend = () => {
    if (webSocket.readyState !== webSocket.OPEN || take(bucket, rate, performance.now())) return
    exceeded()
    // What is left of the piece that is being read reaches nobody.
    webSocket.removeAllListeners('message')
    webSocket.terminate()
  }
  webSocket.on('message', (data: Buffer, isBinary) => {
    if (!isBinary && data.subarray(0, 2).equals(ACKNOWLEDGEMENT))
      if (++acknowledgements % ACKNOWLEDGEMENTS_A_FRAME > 0) return
    spend()
  })
  webSocket.on('ping', spend)
  webSocket.on('pong', spend)
  // A frame against the protocol: what came of its message is not held for the handshake.
  webSocket.on('error', () => webSocket.terminate())
}
