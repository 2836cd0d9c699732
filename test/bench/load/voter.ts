/** One voter's connection: a raw socket that speaks WebSocket, and what it received last. Made to cost little. */
import { connect, type Socket } from 'node:net'
import type { Dialect, Heard } from './dialects'
import { FrameReader, textFrame, upgradeRequest } from './frames'

/** Connections from one loopback address, well below the ports it has. */
const A_LOOPBACK_ADDRESS = 10_000
/** All sockets read into the same memory: what arrives is looked at at once. */
const buffer = Buffer.allocUnsafe(64 * 1024)

/** Hears every text of a voter's line, and why it was closed. */
export type Listener = (what: Heard | 'closed', text: string) => void

export class Voter {
  /** The last tally that arrived, as it was sent. */
  lastTally = ''
  isOpen = true
  private pollId = ''
  private readonly socket: Socket

  constructor(
    private readonly dialect: Dialect,
    port: number,
    private readonly number: number,
    private readonly listen: Listener,
  ) {
    const reader = new FrameReader(text => this.hear(text))
    const read = (size: number) => {
      try {
        reader.read(buffer.subarray(0, size))
      } catch (error) {
        this.close(String(error))
      }
      return true
    }
    const block = Math.floor(number / A_LOOPBACK_ADDRESS)
    const localAddress = block > 0 ? `127.0.0.${block + 1}` : undefined
    this.socket = connect({ port, host: '127.0.0.1', localAddress, onread: { buffer, callback: read } })
    this.socket.setNoDelay(true)
    this.socket.write(upgradeRequest(dialect.path, `127.0.0.1:${port}`))
    this.socket.on('error', error => this.close(error.message))
    this.socket.on('end', () => this.close('closed by the server'))
    this.socket.on('close', () => this.close('closed'))
  }

  /** Casts a vote; its acknowledgement brings the id back. */
  cast(choice: string, id: number): void {
    this.say(this.dialect.cast(choice, id, this.pollId))
  }

  /** Says goodbye and hangs up. */
  leave(): void {
    this.isOpen = false
    if (this.dialect.goodbye) this.say(this.dialect.goodbye)
    this.socket.end()
  }

  say(text: string): void {
    this.socket.write(textFrame(text))
  }

  private hear(text: string): void {
    const what = this.dialect.understand(text)
    if (what === 'tally') this.lastTally = text
    else if (what === 'opened') this.say(this.dialect.hello(this.number))
    else if (what === 'joined') this.pollId = this.dialect.pollOf(text)
    else if (what === 'ping') this.say('3')
    this.listen(what, text)
  }

  private close(reason: string): void {
    if (!this.isOpen) return
    this.isOpen = false
    this.socket.destroy()
    this.listen('closed', reason)
  }
}
