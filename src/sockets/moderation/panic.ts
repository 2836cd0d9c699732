/**
 * The panic button of a room: reads what the decision needs, and records it. Each feature closes itself and hides what it
 * must when the document changes; a feature through which people write takes part in `core/room/panic`.
 */
import { MAX_HIDDEN_STRETCHES, type PanicAction } from '../../core/protocol/panic'
import type { Reply } from '../../core/protocol/replies'
import { isHiddenLine } from '../../core/room/hidden-stretches'
import { decidePanic, PANIC_REACH_MS } from '../../core/room/panic'
import type { Store } from '../../store/store'
import type { LiveRoom } from '../room/live-room'

/** Lines that are read at a time. */
const LINES_PER_READ = 100

export class PanicButton {
  constructor(
    private readonly room: LiveRoom,
    private readonly store: Pick<Store, 'extent' | 'lines' | 'eraseLines'>,
  ) {}

  async press(action: PanicAction): Promise<Reply> {
    const { room, store } = this
    const now = Date.now()
    const { last: lastLine } = await store.extent(room.code)
    const firstLine = await this.firstLineSince(now - PANIC_REACH_MS, lastLine)
    if (action === 'start') await this.eraseOldest()
    const answersBefore = room.answers.before(PANIC_REACH_MS)
    const refusal = await room.change(document =>
      decidePanic(document, action, { now, firstLine, lastLine, answersBefore }),
    )
    return refusal ?? { ok: true }
  }

  /** Number of the first line that was said from this time on; the next number where there is none. */
  private async firstLineSince(since: number, lastLine: number): Promise<number> {
    for (let first = lastLine + 1; ;) {
      const lines = await this.store.lines(this.room.code, { limit: LINES_PER_READ, before: first })
      const old = lines.findLastIndex(({ at }) => at < since)
      const [oldest] = lines.slice(old + 1)
      if (oldest) first = oldest.seq
      if (old >= 0 || lines.length < LINES_PER_READ) return first
    }
  }

  /** What a room can no longer keep as hidden is erased: it must not come back. */
  private async eraseOldest(): Promise<void> {
    const { code, document } = this.room
    const [oldest] = document.hiddenLines
    if (!oldest || document.hiddenLines.length < MAX_HIDDEN_STRETCHES || oldest.to === null) return
    for (let after = oldest.from - 1; after < oldest.to;) {
      const before = Math.min(after + LINES_PER_READ, oldest.to) + 1
      for (const line of await this.store.lines(code, { limit: LINES_PER_READ, after, before }))
        if (isHiddenLine([oldest], line)) await this.store.eraseLines(code, { seq: line.seq })
      after = before - 1
    }
  }
}
