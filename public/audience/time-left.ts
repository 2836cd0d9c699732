/** The time that is left for a question. Most questions have no end: what shows it loads with the first that has one. */
import type { Poll } from '../../src/core/protocol/poll'
import { byId } from '../shared/dom'
import { loadPart } from '../shared/lazy'
import type { TimeLine } from './time-line'

export class TimeLeft {
  private line: TimeLine | undefined
  private loading: Promise<void> | undefined
  private poll: Poll | undefined
  /** The server's clock minus ours, in milliseconds. */
  private ahead = 0

  /** @param ticked called each second with the deadline and the seconds that are left */
  constructor(private readonly ticked: (deadline: number | null, seconds: number) => void) {}

  get isOver(): boolean {
    return this.line?.isOver === true
  }

  /** Takes the poll and the present time, on the server's clock in milliseconds. */
  update(poll: Poll, now: number): void {
    this.poll = poll
    this.ahead = now - performance.now()
    if (this.line) this.draw()
    else if (poll.deadline !== null) void this.load()
  }

  private load(): Promise<void> {
    this.loading ??= loadPart<typeof import('./time-line')>(byId('time-line'))
      .then(
        ({ TimeLine }) => {
          this.line = new TimeLine(this.ticked)
          this.draw()
        },
        () => undefined, // no connection just now: the snapshot after it tries again
      )
      .finally(() => (this.loading = undefined))
    return this.loading
  }

  private draw(): void {
    this.line!.update(this.poll!, performance.now() + this.ahead)
  }
}
