/** Announces the tally to screen readers: once it has settled, or on request. */
import type { Counts } from '../../src/core/protocol/poll'
import { tallySentence } from '../shared/poll/chart'
import { words } from '../shared/words'

/** Milliseconds without a change after which a tally counts as settled. */
const SETTLED_MS = 3000

export class TallyAnnouncer {
  private timer: number | undefined
  private said = ''

  /** @param region a polite live region */
  constructor(private readonly region: HTMLElement) {}

  /** The tally changed: announces it once it has settled. The first tally is not announced. */
  update(counts: Counts): void {
    clearTimeout(this.timer)
    const sentence = tallySentence(counts)
    if (!this.said) this.said = sentence
    else if (sentence !== this.said) this.timer = window.setTimeout(() => this.say(sentence), SETTLED_MS)
  }

  /** Announces the tally at once, even if it was announced before. */
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
