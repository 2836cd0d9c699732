/**
 * Counts down until somebody may write again in slow mode. The seconds are there to be read; spoken are the beginning and
 * the end only.
 */
import { make, setText } from '../dom'
import { slowWords as words } from './words'

const TICK_MS = 1000

export class SlowWait {
  /** Says how long there is to wait, or that slow mode is on. */
  readonly hint = make('p', 'hint')
  private seconds = 0
  /** By `performance.now()`. */
  private freeAt = 0
  private timer: number | undefined

  /** @param speak says a sentence once */
  constructor(private readonly speak: (sentence: string) => void) {
    this.draw()
  }

  /** Slow mode has so many seconds; 0: it is off, and nobody waits. */
  set(seconds: number): void {
    if (seconds === this.seconds) return
    this.seconds = seconds
    if (seconds === 0) this.cancel()
    else this.draw()
  }

  /** What to tell somebody who must wait; empty: there is nothing to wait for. */
  get sentence(): string {
    const left = this.freeAt - performance.now()
    return left > 0 ? words.writeIn(Math.ceil(left / TICK_MS)) : ''
  }

  /** Something was written. */
  begin(): void {
    if (this.seconds === 0) return
    this.wait(this.seconds * TICK_MS)
    this.speak(this.sentence)
  }

  /** So many milliseconds are to be waited, which has been said. */
  wait(ms: number): void {
    clearInterval(this.timer)
    this.freeAt = performance.now() + ms
    this.timer = window.setInterval(() => this.tick(), TICK_MS)
    this.draw()
  }

  /** Somebody wants to write and must wait: the hint stands out until the end. */
  stress(): void {
    this.hint.classList.add('over')
  }

  /** There is nothing to wait for any more. */
  cancel(): void {
    clearInterval(this.timer)
    this.freeAt = 0
    this.draw()
  }

  private tick(): void {
    if (this.sentence) return this.draw()
    this.cancel()
    this.speak(words.writeNow)
  }

  private draw(): void {
    const { hint, seconds, sentence } = this
    setText(hint, sentence || (seconds > 0 ? words.slowOn(seconds) : ''))
    hint.hidden = hint.textContent === ''
    if (!sentence) hint.classList.remove('over')
  }
}
