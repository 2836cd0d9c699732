/** The offer to take back the last step, for as long as the server accepts it. */
import type { PollNews } from '../../../src/core/protocol/poll'
import type { Command, PresenterState } from '../../../src/core/protocol/presenter'
import { byId, setText } from '../../shared/dom'
import type { PresenterView } from '../view-model'
import { presenterWords as words } from '../words'

interface Callbacks {
  send: (command: Command) => void
  said: (sentence: string) => void
}

export class Undo {
  private readonly button = byId('undo')
  private timer: number | undefined
  /** The server's clock minus ours, in milliseconds, as the last poll told it. */
  private ahead = 0
  private news: PollNews | undefined
  /** The step that can be taken back, as it was when it was first offered; undefined before the first view. */
  private offered: { until: number | undefined; step: number } | undefined

  constructor(private readonly callbacks: Callbacks) {
    this.button.addEventListener('click', () => this.press())
  }

  update({ news, state }: PresenterView): void {
    clearTimeout(this.timer)
    if (news !== this.news) this.ahead = news.now - performance.now()
    this.news = news
    const left = state.undo ? state.undo.until - performance.now() - this.ahead : 0
    this.name(state)
    this.offer(left > 0)
    if (left > 0) this.timer = window.setTimeout(() => this.offer(false), left)
  }

  /** Takes the last step back, or says that there is none. */
  press(): void {
    const { send, said } = this.callbacks
    if (this.button.hidden) said(words.nothingToUndo)
    else send({ name: 'undo' })
  }

  /** Right after the step the sentence beside it says what it was; later the button does. */
  private name({ undo, step }: PresenterState): void {
    const until = undo?.until
    if (this.offered?.until !== until) this.offered = { until, step: this.offered ? step : -1 }
    this.offered ??= { until, step: -1 }
    if (undo) setText(this.button, this.offered.step === step ? words.undo : words.undoStep(undo.name))
  }

  private offer(isOffered: boolean): void {
    const hadFocus = document.activeElement === this.button
    this.button.hidden = !isOffered
    if (hadFocus && !isOffered) byId('next').focus()
  }
}
