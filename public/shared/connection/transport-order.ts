/** Decides which transport the page tries first: some networks swallow WebSockets, and only long-polling works there. */
import { XHR, type Manager } from 'socket.io-client'
import { recallWord, rememberWord } from '../storage'
import { earlyFailed, EarlyWebSocket } from './early-web-socket'
import { POLLING, TRANSPORT_KEY, WEBSOCKET, WEBSOCKET_HEAD_START_MS } from './transports'

/** What is used of Engine.IO's socket: its list of transports, which its types call private, and the current one. */
interface Engine {
  readyState: string
  transports: string[]
  transport: { name: string; emit(event: 'error', error: Error): void; close(): void }
  on(event: 'upgrade', listener: () => void): void
}

/**
 * WebSocket first, because joining by it costs the server half as much and needs no session on one node. Long-polling
 * first where this browser remembers that only it works; the client then tries a WebSocket in the background, and
 * once that works, it is forgotten.
 */
export class TransportOrder {
  private timer: number | undefined
  private hasWorked = false
  /** Long-polling broke off, as it does between nodes without sessions: the next WebSocket gets all the time. */
  private isPatient = false

  constructor(private readonly manager: Manager) {
    manager.on('reconnect_attempt', () => this.begin())
    manager.on('close', reason => {
      if (this.hasWorked || reason !== 'transport error' || this.engine.transport.name !== POLLING) return
      this.isPatient = true
      rememberWord(TRANSPORT_KEY, null)
    })
  }

  /** An attempt to connect begins. */
  begin(): void {
    clearTimeout(this.timer)
    this.hasWorked = false
    // Without the WebSocket class, the client would wait until the attempt times out.
    this.manager.opts.transports = !window.WebSocket
      ? [XHR]
      : earlyFailed() || recallWord(TRANSPORT_KEY) === POLLING
        ? [XHR, EarlyWebSocket]
        : [EarlyWebSocket, XHR]
    if (!this.isPatient) this.timer = window.setTimeout(() => this.replaceSlow(), WEBSOCKET_HEAD_START_MS)
    this.isPatient = false
  }

  /** The connection has brought a snapshot. */
  worked(): void {
    this.hasWorked = true
    const remember = () => {
      const { name } = this.engine.transport
      rememberWord(TRANSPORT_KEY, name === POLLING ? POLLING : null)
    }
    remember()
    this.engine.on('upgrade', remember)
  }

  private get engine(): Engine {
    return this.manager.engine as unknown as Engine
  }

  /** Goes on with the next transport, as after an error; the WebSocket comes last again, so that it can upgrade. */
  private replaceSlow(): void {
    const { readyState, transport, transports } = this.engine
    if (readyState !== 'opening' || transport.name !== WEBSOCKET) return
    transports.push(WEBSOCKET)
    transport.emit('error', new Error('slow'))
    transport.close()
  }
}
