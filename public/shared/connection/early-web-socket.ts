/** Takes over the WebSocket that was opened before the script of the page came. */
import { WebSocket as WebSocketTransport } from 'socket.io-client'
import type { Early } from './early'

/** "Message" of Engine.IO, "connect" of Socket.IO. */
const CONNECT = '40'

/** The id of this tab, if the room has been told it already. */
export const earlyTab = (): string | undefined => window.early?.tab

/** Whether a WebSocket was tried before this script came, and did not open. */
export function earlyFailed(): boolean {
  return window.early?.heard.length === 0 && window.early.socket.readyState > WebSocket.OPEN
}

/** A WebSocket as Engine.IO makes it; the first one is that of the page, if it is still there. */
export class EarlyWebSocket extends WebSocketTransport {
  private early: Early | undefined

  override createSocket(...args: Parameters<WebSocketTransport['createSocket']>): WebSocket {
    const { early } = window
    delete window.early
    if (early?.socket.url !== args[0] || early.socket.readyState > WebSocket.OPEN) {
      early?.socket.close()
      return super.createSocket(...args) as WebSocket
    }
    this.early = early
    return early.socket
  }

  override doOpen(): this {
    super.doOpen()
    const { early } = this
    if (early?.socket.readyState === WebSocket.OPEN)
      // Engine.IO listens once this call is over.
      void Promise.resolve().then(() => {
        this.onOpen()
        for (const text of early.heard) this.onData(text)
      })
    // The listener that would have told the room is replaced.
    else this.early = undefined
    return this
  }

  override doWrite(...[packet, data]: Parameters<WebSocketTransport['doWrite']>): void {
    const isTold = this.early?.tab !== undefined && String(data).startsWith(CONNECT)
    if (isTold) this.early = undefined
    else super.doWrite(packet, data)
  }
}
