/** The client's half of the WebSocket protocol (RFC 6455), as far as the bench needs it: text, unfragmented. */
import { randomBytes } from 'node:crypto'

const TEXT = 1

/** The HTTP request that asks for a WebSocket. */
export function upgradeRequest(path: string, host: string): string {
  return [
    `GET ${path} HTTP/1.1`,
    `Host: ${host}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    '\r\n',
  ].join('\r\n')
}

/** A text as one masked frame; short texts only. */
export function textFrame(text: string): Buffer {
  const payload = Buffer.from(text)
  if (payload.length > 65_535) throw new RangeError('too long for the bench')
  const isShort = payload.length < 126
  const head = isShort ? [payload.length | 0x80] : [126 | 0x80, payload.length >> 8, payload.length & 255]
  const mask = randomBytes(4)
  for (let i = 0; i < payload.length; i++) payload[i]! ^= mask[i & 3]!
  return Buffer.concat([Buffer.from([0x80 | TEXT, ...head]), mask, payload])
}

/** Cuts what arrives into texts; frames may share a chunk, or be spread over several. */
export class FrameReader {
  private isUpgraded = false
  private rest: Buffer | undefined

  constructor(private readonly hear: (text: string) => void) {}

  /** Takes the next bytes, whose memory may be used again afterwards. */
  read(chunk: Buffer): void {
    const bytes = this.rest ? Buffer.concat([this.rest, chunk]) : chunk
    const taken = this.isUpgraded ? this.readFrames(bytes, 0) : this.readUpgrade(bytes)
    this.rest = taken < bytes.length ? Buffer.from(bytes.subarray(taken)) : undefined
  }

  private readUpgrade(bytes: Buffer): number {
    const end = bytes.indexOf('\r\n\r\n')
    if (end < 0) return 0
    const head = bytes.toString('latin1', 0, end)
    if (!head.startsWith('HTTP/1.1 101')) throw new Error(`refused: ${head.split('\r\n')[0]}`)
    this.isUpgraded = true
    return this.readFrames(bytes, end + 4)
  }

  private readFrames(bytes: Buffer, from: number): number {
    let at = from
    while (at + 2 <= bytes.length) {
      const short = bytes[at + 1]! & 127
      const start = at + (short < 126 ? 2 : short === 126 ? 4 : 10)
      if (start > bytes.length) break
      const size =
        short < 126
          ? short
          : short === 126
            ? bytes.readUInt16BE(at + 2)
            : Number(bytes.readBigUInt64BE(at + 2))
      if (start + size > bytes.length) break
      if ((bytes[at]! & 15) === TEXT) this.hear(bytes.toString('latin1', start, start + size))
      at = start + size
    }
    return at
  }
}
