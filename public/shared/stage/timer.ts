/** The time that is left, large and as a line that runs out. It uses the server's clock, not this device's. */
import type { Poll } from '../../../src/core/protocol/poll'
import { setProperty, setText } from '../dom'
import { words } from '../words'
import { stageWords } from './words'

/** In the last seconds, time and line have the colour of a warning. */
const ENDING_S = 10

interface Elements {
  time: HTMLElement
  line: HTMLElement
}

export class Timer {
  private timer: number | undefined
  private deadline: number | null = null
  /** The server's clock minus ours, in milliseconds; both are monotonic. */
  private ahead = 0
  /** The whole time of this countdown, in seconds. */
  private whole = 0
  private isUp = false
  private asked = ''

  constructor(private readonly elements: Elements) {}

  /** Whether there is a time to show, also after it is up. */
  get isShown(): boolean {
    return this.deadline !== null || this.isUp
  }

  /** `now` is the server's clock at this moment: only the difference to the deadline counts. */
  update(poll: Poll, now: number): void {
    const asked = `${poll.pollId} ${poll.round}`
    const isSame = asked === this.asked
    this.asked = asked
    this.ahead = now - performance.now()
    this.deadline = poll.state === 'open' ? poll.deadline : null
    // It stays up after the server has closed the question, until something else is shown.
    this.isUp = isSame && this.isUp && poll.state === 'closed'
    this.whole = poll.durationSeconds ?? 0
    clearTimeout(this.timer)
    this.draw()
  }

  private get left(): number {
    return this.deadline === null ? 0 : Math.max(0, this.deadline - performance.now() - this.ahead) / 1000
  }

  private draw(): void {
    const { time, line } = this.elements
    const { left } = this
    const seconds = Math.ceil(left)
    if (this.deadline !== null) this.isUp = left === 0
    time.hidden = !this.isShown
    time.classList.toggle('up', this.isUp)
    for (const each of [time, line])
      each.classList.toggle('ending', this.isShown && (this.isUp || seconds <= ENDING_S))
    setText(time, this.isUp ? stageWords.timeUp : words.clock(seconds))
    // The line glides to where it is a second later.
    const next = Math.max(0, seconds - 1)
    setProperty(
      line,
      '--part',
      this.isShown && this.whole > 0 ? Math.min(1, next / this.whole).toFixed(4) : '0',
    )
    if (this.deadline !== null && left > 0)
      this.timer = window.setTimeout(() => this.draw(), (left * 1000) % 1000 || 1000)
  }
}
