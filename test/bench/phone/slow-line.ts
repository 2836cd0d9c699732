/**
 * A slow line between one phone and the server: a proxy of TCP on loopback. All connections share it, so WebSockets are
 * as slow as requests, which the browser's own throttling does not promise.
 */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import type { Line } from './lines'

/** Payload of a packet, and what IP and TCP add to it, or send to acknowledge it. */
const PACKET = 1460
const PACKET_HEADERS = 40
/** Packets that a server sends before it hears of the first (RFC 6928). */
const FIRST_WINDOW = 10 * PACKET

export interface Traffic {
  connections: number
  /** Payload of TCP, to the phone and from it. */
  down: number
  up: number
  /** Bytes of the network for it, both ways: each packet's headers, and an acknowledgement of each. */
  wire: number
}

export interface SlowLine {
  port: number
  /** What has passed since it opened. */
  traffic(): Traffic
  close(): Promise<void>
}

/** Opens a line to a port of this machine. */
export async function openLine(line: Line, serverPort: number): Promise<SlowLine> {
  const traffic: Traffic = { connections: 0, down: 0, up: 0, wire: 0 }
  const down = new Lane(line.down, line.roundTrip / 2)
  const up = new Lane(line.up, line.roundTrip / 2)
  const sockets = new Set<Socket>()

  const pass = (
    lane: Lane,
    way: 'down' | 'up',
    from: Socket,
    to: Socket,
    window: number,
    opensAt: number,
  ) => {
    const sender = new Sender(lane, to, window, line.roundTrip / 2, opensAt)
    from.on('data', data => {
      traffic[way] += data.length
      traffic.wire += data.length + 2 * PACKET_HEADERS * Math.ceil(data.length / PACKET)
      sender.send(data)
    })
    from.on('end', () => sender.end())
    from.on('error', () => to.destroy())
    from.on('close', () => sockets.delete(from))
  }

  const proxy = createServer({ allowHalfOpen: true }, phone => {
    traffic.connections++
    const server = connect({ port: serverPort, host: '127.0.0.1', allowHalfOpen: true })
    for (const socket of [phone, server]) {
      socket.setNoDelay(true)
      sockets.add(socket)
    }
    const opensAt = performance.now() + (line.byPackets ? line.roundTrip : 0)
    const window = line.byPackets ? FIRST_WINDOW : Infinity
    pass(up, 'up', phone, server, window, opensAt)
    pass(down, 'down', server, phone, window, opensAt)
  })
  await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve))
  return {
    port: (proxy.address() as AddressInfo).port,
    traffic: () => ({ ...traffic }),
    close: () =>
      new Promise(resolve => {
        proxy.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

/** One direction of the line: what is sent waits for what was sent before, whichever connection it is of. */
class Lane {
  private freeAt = 0
  private readonly arriving: { at: number; arrive: () => void }[] = []
  private timer: NodeJS.Timeout | undefined

  constructor(
    private readonly bits: number,
    /** Milliseconds from the phone to the server, or back. */
    private readonly delay: number,
  ) {}

  /** Calls `arrive` once so many bytes have come through. */
  carry(bytes: number, arrive: () => void): void {
    const start = Math.max(this.freeAt, performance.now())
    this.freeAt = start + ((bytes + PACKET_HEADERS) * 8000) / this.bits
    this.arriving.push({ at: this.freeAt + this.delay, arrive })
    this.wait()
  }

  private wait(): void {
    const next = this.arriving[0]
    if (!next || this.timer) return
    const wait = next.at - performance.now()
    if (wait <= 0 && this.delay === 0) this.deliver()
    else this.timer = setTimeout(() => this.deliver(), Math.max(0, wait))
  }

  private deliver(): void {
    this.timer = undefined
    const now = performance.now()
    // A timer of Node may come up to a millisecond early.
    while (this.arriving[0] && this.arriving[0].at <= now + 1) this.arriving.shift()!.arrive()
    this.wait()
  }
}

/** One direction of one connection: cuts what is sent into packets, and sends no more than its window. */
class Sender {
  private readonly waiting: Buffer[] = []
  private inFlight = 0
  private hasEnded = false
  private opening: NodeJS.Timeout | undefined

  constructor(
    private readonly lane: Lane,
    private readonly to: Socket,
    private window: number,
    /** Milliseconds until it is heard that a packet has arrived. */
    private readonly back: number,
    /** When the connection is there. */
    private readonly opensAt: number,
  ) {}

  send(data: Buffer): void {
    for (let from = 0; from < data.length; from += PACKET)
      this.waiting.push(data.subarray(from, from + PACKET))
    this.fill()
  }

  end(): void {
    this.hasEnded = true
    this.finish()
  }

  private fill(): void {
    const wait = this.opensAt - performance.now()
    if (wait > 0) {
      this.opening ??= setTimeout(() => {
        // It may come a millisecond early: then another one is needed.
        this.opening = undefined
        this.fill()
      }, Math.ceil(wait))
      return
    }
    for (let packet = this.waiting[0]; packet; packet = this.waiting[0]) {
      if (this.inFlight + packet.length > this.window) return
      this.waiting.shift()
      this.inFlight += packet.length
      this.lane.carry(packet.length, () => this.arrived(packet))
    }
  }

  private arrived(packet: Buffer): void {
    if (!this.to.destroyed) this.to.write(packet)
    if (this.window === Infinity) return this.acknowledged(packet.length)
    setTimeout(() => {
      this.window += packet.length
      this.acknowledged(packet.length)
    }, this.back)
  }

  private acknowledged(bytes: number): void {
    this.inFlight -= bytes
    this.fill()
    this.finish()
  }

  private finish(): void {
    if (this.hasEnded && this.inFlight === 0 && this.waiting.length === 0 && !this.to.destroyed) this.to.end()
  }
}
