/**
 * Server-sent events of a room: `room` and `poll`, whole at every change, at most four a second. A program that reads
 * slowly misses states in between, never the last one.
 */
import type { Response } from 'express'
import type { Entry } from './access'
import type { DrivenRoom } from './driven-room'
import { failure, type Failure } from './failures'
import { presentPoll } from './poll-json'
import { roomJson } from './room-json'

/** Milliseconds between two comments that keep the connection open through proxies. */
const HEARTBEAT_MS = 15_000
/** For so many heartbeats a client may read nothing, before it gives its place to others. */
const STALLED_BEATS = 4
/** Streams of one room, with its key and without, and of one address. */
const MAX_ROOM_STREAMS = 100
const MAX_ADDRESS_STREAMS = 50

interface Stream {
  code: string
  address: string
  isPresenter: boolean
}

export class Events {
  private readonly open = new Set<Stream>()
  /** What is written in this moment: made once for all streams that see the same. */
  private readonly made = new Map<string, Packets>()

  constructor(private readonly parts: { heartbeatMs?: number } = {}) {}

  /** Answers with the events until the client or the room goes, or the key is another one. */
  answer({ code, room, isPresenter, address }: Entry, response: Response): Failure | undefined {
    const stream = { code, address, isPresenter }
    if (this.isFull(stream)) return failure('too-many-streams')
    this.open.add(stream)
    response
      .status(200)
      .set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' })
    response.flushHeaders()
    const heartbeatMs = this.parts.heartbeatMs ?? HEARTBEAT_MS
    // What is written, heartbeats too, puts this off as long as it is read.
    response.setTimeout(STALLED_BEATS * heartbeatMs, () => response.destroy())
    const { keyHash } = room.document
    const writer = new Writer(response, () => this.packets(code, room, isPresenter))
    const changed = () => {
      // Whoever holds an earlier key sees no more.
      if (isPresenter && room.document.keyHash !== keyHash) response.end()
      else writer.changed()
    }
    const stop = room.watch({ changed, ended: () => response.end() })
    const heartbeat = setInterval(() => writer.beat(), heartbeatMs).unref()
    response.once('close', () => {
      clearInterval(heartbeat)
      this.open.delete(stream)
      stop()
    })
    return undefined
  }

  private packets(code: string, room: DrivenRoom, isPresenter: boolean): Packets {
    const name = `${isPresenter} ${code}`
    const known = this.made.get(name)
    if (known) return known
    const packets = packetsOf(code, room, isPresenter)
    if (this.made.size === 0) queueMicrotask(() => this.made.clear())
    this.made.set(name, packets)
    return packets
  }

  private isFull({ code, address, isPresenter }: Stream): boolean {
    const count = (fits: (other: Stream) => boolean) => [...this.open].filter(fits).length
    return (
      // Whoever has no key takes none from the presenter's programs.
      count(other => other.code === code && other.isPresenter === isPresenter) >= MAX_ROOM_STREAMS ||
      count(other => other.address === address) >= MAX_ADDRESS_STREAMS
    )
  }
}

/** As JSON. */
type Packets = Record<'room' | 'poll', string>

function packetsOf(code: string, room: DrivenRoom, isPresenter: boolean): Packets {
  return {
    room: JSON.stringify(roomJson(code, room, isPresenter)),
    poll: JSON.stringify(presentPoll(room, room.tally, isPresenter)),
  }
}

/** Writes what has changed since it was written last, once the client has read what went before. */
class Writer {
  private readonly last = new Map<string, string>()
  private isWaiting = false

  constructor(
    private readonly response: Response,
    private readonly packets: () => Packets,
  ) {}

  changed(): void {
    const { response } = this
    if (response.writableEnded || response.destroyed) return
    if (response.writableNeedDrain) {
      if (this.isWaiting) return
      this.isWaiting = true
      response.once('drain', () => {
        this.isWaiting = false
        this.changed()
      })
      return
    }
    for (const [name, text] of Object.entries(this.packets())) {
      if (this.last.get(name) === text) continue
      this.last.set(name, text)
      response.write(`event: ${name}\ndata: ${text}\n\n`)
    }
  }

  beat(): void {
    if (!this.response.writableNeedDrain && !this.response.writableEnded) this.response.write(':\n\n')
  }
}
