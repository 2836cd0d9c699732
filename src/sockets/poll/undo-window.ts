/** Ends the time in which a command can be taken back, on every node and after a restart. */
import clamp from 'lodash/clamp'
import { steadyNow } from '../../clock'
import { refuse } from '../../core/protocol/refusals'
import { canUndo, UNDO_GRACE_MS, UNDO_MS } from '../../core/room/replaced-poll'
import type { LiveRoom } from '../room/live-room'

/** Milliseconds by which a timer may be early. */
const TIMER_TOLERANCE_MS = 20

export class UndoWindow {
  private timer: NodeJS.Timeout | undefined

  constructor(private readonly room: LiveRoom) {
    this.watch()
  }

  /** Forgets what a command has replaced, and its ballots, once it cannot be taken back any more. */
  watch(): void {
    this.close()
    const { undo } = this.room.document
    if (!undo) return
    const end = () => void this.end().catch(() => undefined)
    const wait = undo.until + UNDO_GRACE_MS - steadyNow()
    // After a restart it may be over; a clock that was set back must not keep ballots for longer.
    this.timer = setTimeout(end, clamp(wait, 0, UNDO_MS + UNDO_GRACE_MS) + TIMER_TOLERANCE_MS).unref()
  }

  close(): void {
    clearTimeout(this.timer)
  }

  private async end(): Promise<void> {
    await this.room.change(document =>
      document.undo && !canUndo(document.undo, steadyNow())
        ? { ok: true, document: { ...document, undo: null } }
        : refuse('already-so'),
    )
  }
}
