/** What a presenter hears who does not see the page: time that is up, and turnout and tally at a key. */
import type { PresenterView } from '../view-model'
import { presenterWords as words } from '../words'

/** A live region that says the same again must be empty in between for a moment. */
const REPEAT_AFTER_MS = 100

export class Speech {
  private view: PresenterView | undefined
  private turnout = ''

  /**
   * @param said shows a sentence in the live region of the page
   * @param tally the newest tally in words, also while the audience does not see it
   */
  constructor(
    private readonly said: (sentence: string) => void,
    private readonly tally: () => string,
  ) {}

  update(view: PresenterView): void {
    const { poll, now } = view.news
    const before = this.view?.news.poll
    this.view = view
    const wasRunning = before?.pollId === poll.pollId && before.state === 'open' && before.deadline !== null
    if (wasRunning && poll.state === 'closed' && now >= before.deadline!)
      this.said(words.timeIsUp(words.turnout(view.news.voted, view.news.present)))
  }

  updateTurnout(voted: number, present: number): void {
    this.turnout = words.turnout(voted, present)
  }

  /** Says how many have voted, and the tally, also while the audience does not see it. */
  sayTally(): void {
    if (!this.view) return
    const sentence = `${this.turnout}. ${this.tally()}`
    this.said('')
    setTimeout(() => this.said(sentence), REPEAT_AFTER_MS)
  }
}
