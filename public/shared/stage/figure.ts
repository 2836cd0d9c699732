/** A figure that counts up, or down, to its value. */
import { setText } from '../dom'

/** How long figures count when results are shown, and when a vote changes them, in milliseconds. */
export const SHOW_MS = 600
export const LIVE_MS = 200

const CALM = matchMedia('(prefers-reduced-motion: reduce)')

export class Figure {
  private shown: number | undefined
  private frame = 0

  /** @param sentence writes the figure */
  constructor(
    private readonly element: HTMLElement,
    private readonly sentence: (value: number) => string,
  ) {}

  /** Forgets the value, so that the next one counts up from zero. */
  clear(): void {
    cancelAnimationFrame(this.frame)
    this.shown = undefined
    setText(this.element, '')
  }

  /** Counts to a value within this time; at once where people want less motion, or nobody sees the page. */
  show(value: number, ms: number): void {
    cancelAnimationFrame(this.frame)
    const from = this.shown ?? 0
    if (ms === 0 || from === value || CALM.matches || document.hidden) return this.write(value)
    const start = performance.now()
    const step = (now: number) => {
      const part = Math.min(1, Math.max(0, (now - start) / ms))
      this.write(Math.round(from + (value - from) * (1 - (1 - part) ** 3)))
      if (part < 1) this.frame = requestAnimationFrame(step)
    }
    this.write(from)
    this.frame = requestAnimationFrame(step)
  }

  private write(value: number): void {
    this.shown = value
    setText(this.element, this.sentence(value))
  }
}
