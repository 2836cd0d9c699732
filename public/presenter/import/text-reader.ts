/** Says when the text is read again: at once where that is quick, and otherwise once typing pauses. */
import { whenIdle } from './preview'

/** What takes less is not felt while one types. */
const QUICK_MS = 8
/** A pause is so many times as long as reading takes. */
const PAUSE = 4
const LONGEST_PAUSE_MS = 1000

export class TextReader {
  private tookMs = 0
  /** Counts the changes: only the last one is read. */
  private change = 0

  constructor(private readonly read: () => void) {}

  /** The text was changed. */
  soon(): void {
    const change = ++this.change
    const run = () => {
      if (change === this.change) this.now()
    }
    if (this.tookMs < QUICK_MS) whenIdle(run)
    else setTimeout(run, Math.min(LONGEST_PAUSE_MS, PAUSE * this.tookMs))
  }

  /** Reads it now. */
  now(): void {
    this.change++
    const start = performance.now()
    this.read()
    this.tookMs = performance.now() - start
  }
}
