/** Says the tally aloud: once it has settled, or when asked for. */
import type { Counts } from '../../src/core/protocol/poll'
import { tallySentence } from '../shared/poll/chart'
import { words } from '../shared/words'

/** Milliseconds without a change after which a tally has settled. */
const SETTLED_MS = 3000

export class TallyAnnouncer {
  private timer: number | undefined
  private said = ''

  /** @param region a polite live region */
  constructor(private readonly region: HTMLElement) {}

  /** The tally changed: it is said once it has settled. The first one is not said. */
  update(counts: Counts): void {
    clearTimeout(this.timer)
    const sentence = tallySentence(counts)
    if (!this.said) this.said = sentence
    else if (sentence !== this.said) this.timer = window.setTimeout(() => this.say(sentence), SETTLED_MS)
  }

  /** Says the tally at once, also when it was said before. */
  read(counts: Counts | null): void {
    const sentence = counts ? tallySentence(counts) : words.resultsHidden
    clearTimeout(this.timer)
    this.region.textContent = ''
    requestAnimationFrame(() => this.say(sentence))
  }

  private say(sentence: string): void {
    this.said = sentence
    this.region.textContent = sentence
  }
}
