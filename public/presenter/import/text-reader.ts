/** Says when the text is read again: at once where it was pasted or reading is quick, else once typing pauses. */
import { whenIdle } from './preview'

/** What takes less is not felt while one types. */
const QUICK_MS = 8
/** A pause lasts this many times as long as reading takes. */
const PAUSE = 4
const LONGEST_PAUSE_MS = 1000
/** Characters by which a key or a completed word does not change a text: it was pasted, or undone. */
const PASTED_LENGTH = 40

export class TextReader {
  private tookMs = 0
  /** Counts the changes: only the last one is read. */
  private change = 0

  private length = 0

  constructor(
    private readonly text: HTMLTextAreaElement,
    private readonly read: () => void,
  ) {}

  /** The text was changed. */
  soon(): void {
    // Before the browser lays out a long text, which takes as long again: both are seen in one frame.
    if (Math.abs(this.text.value.length - this.length) > PASTED_LENGTH) return this.now()
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
    this.length = this.text.value.length
    const start = performance.now()
    this.read()
    this.tookMs = performance.now() - start
  }
}
