/**
 * Says to screen readers what others see at a glance: when to say it, and into which region. What is said is loaded
 * when there is first something to say, which is after the first vote.
 */
import { loadPart } from '../shared/lazy'
import type { Moment } from './sentences'

type Sentences = typeof import('./sentences')

/** Milliseconds without a change after which a live tally counts as settled. */
const SETTLED_MS = 3000
/** Seconds before the end of a countdown at which they are said. */
const WARNINGS = [30, 10]

export class Speech {
  private last: Moment | undefined
  private timer: number | undefined
  /** The live tally that was said last, or was there when the page came. */
  private tally = ''
  private deadline: number | null = null
  private secondsSaid = Infinity
  private unsaid = 0
  private pending: string[] = []
  private queue: Promise<unknown> = Promise.resolve()

  /**
   * @param region a polite live region, which names the part with the sentences
   * @param otherTypes names the part with the sentences of other types than one choice
   */
  constructor(
    private readonly region: HTMLElement,
    private readonly otherTypes: HTMLElement,
  ) {}

  /** The poll has changed, or the page was just opened: somebody who comes late to a closed question hears its state. */
  update(now: Moment): void {
    const before = this.last
    this.last = now
    clearTimeout(this.timer)
    this.tally = tallyOf(now)
    if (before || now.poll.state === 'closed') this.say(sentences => sentences.changes(before, now))
  }

  /** A live tally moves: it is said once it has settled. */
  updateTally(now: Moment): void {
    this.last = now
    clearTimeout(this.timer)
    if (tallyOf(now) === this.tally) return
    this.timer = window.setTimeout(() => this.sayTally(), SETTLED_MS)
  }

  /** Says the tally at once, even if it was said before. */
  read(): void {
    this.region.textContent = ''
    requestAnimationFrame(() => this.sayTally())
  }

  /** A countdown has these seconds left. Says when it starts, and when it comes to its end. */
  updateTime(deadline: number | null, seconds: number): void {
    const isNew = deadline !== this.deadline
    this.deadline = deadline
    if (isNew) this.secondsSaid = Infinity
    const isDue = isNew || WARNINGS.some(warning => seconds <= warning && warning < this.secondsSaid)
    if (!isDue || deadline === null || seconds === 0) return
    this.secondsSaid = seconds
    this.say(sentences => [sentences.timeLeft(seconds)])
  }

  private sayTally(): void {
    clearTimeout(this.timer)
    const { last } = this
    this.tally = tallyOf(last)
    this.say(sentences => [sentences.tally(last)])
  }

  /** What comes at once is said together: a second text would replace the first one unheard. */
  private say(sentencesOf: (sentences: Sentences) => string[]): void {
    this.unsaid++
    this.queue = this.queue.then(async () => {
      try {
        const part = this.last?.poll.answer ? this.otherTypes : this.region
        this.pending.push(...sentencesOf(await loadPart<Sentences>(part)))
      } catch {
        // No connection just now: the next thing to say tries again.
      }
      if (--this.unsaid === 0 && this.pending.length > 0)
        this.region.textContent = this.pending.splice(0).join(' ')
    })
  }
}

function tallyOf(now: Moment | undefined): string {
  return JSON.stringify([now?.counts, now?.answers])
}
