/** Sends the number of the newest line to pages that have not opened the chat: at most once an interval. */
import { broadcast } from '../room/broadcast'
import type { LiveRoom } from '../room/live-room'

export class UnreadNotice {
  private lastSeq = 0
  private sentAt = -Infinity
  private timer: NodeJS.Timeout | undefined

  constructor(
    private readonly room: Pick<LiveRoom, 'sockets' | 'talkers' | 'document'>,
    private readonly intervalMs: number,
  ) {}

  /** A line has been said; the notice goes out soon. */
  note(seq: number): void {
    this.lastSeq = Math.max(this.lastSeq, seq)
    if (this.timer) return
    const wait = Math.max(0, this.sentAt + this.intervalMs - performance.now())
    this.timer = setTimeout(() => this.send(), wait).unref()
  }

  close(): void {
    clearTimeout(this.timer)
  }

  private send(): void {
    this.timer = undefined
    this.sentAt = performance.now()
    const { sockets, talkers, document } = this.room
    // A new lesson has begun since.
    if (this.lastSeq < document.firstLine) return
    const others = [...sockets].filter(
      socket => !talkers.has(socket) && !socket.data.screen && !socket.data.classic,
    )
    void broadcast(others, [['unread', this.lastSeq]])
  }
}
