/** The countdown on a page: it uses the server's clock, not this device's. */
import { setText } from '../dom'
import { words } from '../words'

export class Countdown {
  private timer: number | undefined
  /** The server's clock minus ours, in milliseconds; both are monotonic. */
  private ahead = 0
  private deadline: number | null = null

  /** @param ticked called at each drawing, with the milliseconds that are left */
  constructor(
    private readonly element: HTMLElement,
    private readonly ticked?: (deadline: number | null, leftMs: number) => void,
  ) {}

  /** Whether a countdown has run out. */
  get isOver(): boolean {
    return this.deadline !== null && this.leftMs === 0
  }

  /**
   * Takes the deadline and the present time, both of the server's clock in milliseconds: only their difference
   * counts.
   */
  update(deadline: number | null, now: number): void {
    this.ahead = now - performance.now()
    this.deadline = deadline
    clearTimeout(this.timer)
    this.draw()
  }

  private draw(): void {
    this.element.hidden = this.deadline === null
    const left = this.leftMs
    this.ticked?.(this.deadline, left)
    if (this.deadline === null) return
    setText(this.element, words.clock(Math.ceil(left / 1000)))
    if (left > 0) this.timer = window.setTimeout(() => this.draw(), left % 1000 || 1000)
  }

  private get leftMs(): number {
    return this.deadline === null ? 0 : Math.max(0, this.deadline - performance.now() - this.ahead)
  }
}
