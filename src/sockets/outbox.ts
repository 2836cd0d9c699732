/** Owns sending a room's talk in order: what comes in one moment goes out together, at a pace that adapts. */
import { broadcast, type Packet } from './broadcast'
import type { RoomSocket } from './feature'

/** Milliseconds between the starts of two deliveries; the first goes out at once. */
const MIN_PACE = 50
/** A delivery may keep the process busy for this part of the time. */
const BUSY_SHARE = 0.5

interface Waiting {
  packet: Packet
  /** Who knows it already. */
  except?: RoomSocket
}

export class Outbox {
  private waiting: Waiting[] = []
  private isBusy = false
  private lastStart = -Infinity
  private pace = MIN_PACE
  private timer: NodeJS.Timeout | undefined

  /** @param readers who hears what is sent, as it is when it goes out */
  constructor(private readonly readers: ReadonlySet<RoomSocket>) {}

  push(packet: Packet, except?: RoomSocket): void {
    this.waiting.push({ packet, except })
    this.schedule()
  }

  stop(): void {
    clearTimeout(this.timer)
    this.waiting = []
  }

  private schedule(): void {
    if (this.isBusy || this.timer || this.waiting.length === 0) return
    const wait = Math.max(0, this.lastStart + this.pace - performance.now())
    this.timer = setTimeout(() => void this.deliver(), wait)
  }

  private async deliver(): Promise<void> {
    this.timer = undefined
    this.isBusy = true
    this.lastStart = performance.now()
    const batch = this.waiting
    this.waiting = []
    const knowing = new Set(
      batch.flatMap(({ except }) => (except && this.readers.has(except) ? [except] : [])),
    )
    const others = [...this.readers].filter(reader => !knowing.has(reader))
    const packets = batch.map(({ packet }) => packet)
    const spent = await broadcast(others, packets)
    for (const reader of knowing) {
      const unknown = batch.filter(({ except }) => except !== reader)
      if (unknown.length > 0)
        await broadcast(
          [reader],
          unknown.map(({ packet }) => packet),
        )
    }
    this.isBusy = false
    this.pace = Math.max(MIN_PACE, spent / BUSY_SHARE)
    this.schedule()
  }
}
