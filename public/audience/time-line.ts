/** Shows the time that is left for a question: in figures, and as a line that runs out. Loads when it is needed. */
import type { Poll } from '../../src/core/protocol/poll'
import { Countdown } from '../shared/poll/countdown'
import { byId, setProperty } from '../shared/dom'

/** In the last seconds, figures and line take the colour of a warning. */
const LAST_SECONDS = 10

export class TimeLine {
  /** The whole time: then the line is full. */
  private fullMs = 0
  private readonly countdown: Countdown

  /** @param ticked called each second with the deadline and the seconds that are left */
  constructor(private readonly ticked: (deadline: number | null, seconds: number) => void) {
    this.countdown = new Countdown(byId('countdown'), (deadline, leftMs) => this.draw(deadline, leftMs))
  }

  get isOver(): boolean {
    return this.countdown.isOver
  }

  /** Takes the poll and the present time, on the server's clock in milliseconds. */
  update({ deadline, durationSeconds }: Poll, now: number): void {
    this.fullMs = (durationSeconds ?? 0) * 1000
    this.countdown.update(deadline, now)
  }

  private draw(deadline: number | null, leftMs: number): void {
    const line = byId('time-line')
    line.hidden = deadline === null
    setProperty(line, '--share', (this.fullMs ? leftMs / this.fullMs : 0).toFixed(4))
    const seconds = Math.ceil(leftMs / 1000)
    byId('poll').classList.toggle('last-seconds', deadline !== null && seconds <= LAST_SECONDS)
    this.ticked(deadline, seconds)
  }
}
