/** A WebSocket made by hand: it sends any frame, many in one write, and reads nothing unless a test asks. */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import net from 'node:net'
import type { TestApp } from './app'

export const TEXT = 1
export const CONTINUATION = 0
export const PING = 9
export const PONG = 10
export const BINARY = 2

/** A frame as a client sends it; its mask is zero, so that the payload stands as it is. */
export function frame(opcode: number, payload: string | Buffer = '', isLast = true): Buffer {
  const body = Buffer.from(payload)
  const size = body.length < 126 ? [0x80 | body.length] : [0x80 | 126, body.length >> 8, body.length & 255]
  return Buffer.concat([Buffer.from([(isLast ? 0x80 : 0) | opcode, ...size, 0, 0, 0, 0]), body])
}

export class RawSocket {
  private readonly closed: Promise<void>
  private received = ''

  private constructor(private readonly tcp: net.Socket) {
    tcp.on('error', () => undefined)
    this.closed = new Promise(resolve => tcp.once('close', () => resolve()))
  }

  /** Opens a connection to the server; reads its first answer and then nothing more. */
  static async open(app: Pick<TestApp, 'url'>, query = ''): Promise<RawSocket> {
    const { hostname, port } = new URL(app.url)
    const tcp = net.connect(Number(port), hostname)
    await once(tcp, 'connect')
    const raw = new RawSocket(tcp)
    tcp.write(
      `GET /socket.io/?EIO=4&transport=websocket${query} HTTP/1.1\r\nHost: ${hostname}:${port}\r\n` +
        `Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n` +
        `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
    )
    await raw.reads(query ? '101 Switching' : '"sid"')
    return raw
  }

  /** Reads what is left; resolves once the server has ended the connection. */
  async ended(): Promise<void> {
    this.tcp.resume()
    await this.closed
  }

  /** Enters the room as a page, and reads its snapshot. */
  async enter(auth: object): Promise<void> {
    this.write(frame(TEXT, `40${JSON.stringify(auth)}`))
    await this.reads('"snapshot"')
  }

  /** Writes everything in one go. */
  write(...frames: Buffer[]): void {
    this.tcp.write(Buffer.concat(frames))
  }

  /**
   * Writes the same again and again, as fast as the server takes it, until the server ends the connection. Returns
   * the bytes.
   */
  async flood(bytes: Buffer): Promise<number> {
    let isOver = false
    void this.closed.then(() => (isOver = true))
    while (!isOver) {
      const isTaken = this.tcp.write(bytes)
      if (!isTaken) await Promise.race([once(this.tcp, 'drain').catch(() => undefined), this.closed])
      else await new Promise(resolve => setImmediate(resolve))
    }
    return this.tcp.bytesWritten
  }

  /** Reads until this text comes, then reads no more. */
  async reads(text: string): Promise<string> {
    while (!this.received.includes(text)) {
      const next = once(this.tcp, 'data')
      this.tcp.resume()
      const [data] = (await next) as [Buffer]
      this.received += data.toString('latin1')
    }
    this.tcp.pause()
    const received = this.received
    this.received = ''
    return received
  }

  end(): void {
    this.tcp.destroy()
  }
}
