/** The mark of a lost connection: small, at the foot, and only after a while. The picture stays. */
import type { ConnectionState } from '../shared/connection/connection'
import { connectionSentence } from '../shared/connection/sentences'
import { byId, setText } from '../shared/dom'
import { words } from '../shared/words'

/** What lasts no longer than this is no trouble for a hall. */
const PATIENCE_MS = 15_000

export class Trouble {
  private timer: number | undefined
  private sentence = ''
  private isLate = false
  private said = ''

  /** What has nothing to do with the connection; empty: nothing. */
  say(sentence: string): void {
    this.said = sentence
    this.draw()
  }

  update(state: ConnectionState): void {
    const isFine = state.name === 'connected' || state.name === 'ended'
    if (isFine) {
      clearTimeout(this.timer)
      this.timer = undefined
      this.isLate = false
    } else
      this.timer ??= window.setTimeout(() => {
        this.isLate = true
        this.draw()
      }, PATIENCE_MS)
    this.sentence = isFine ? '' : connectionSentence(state, { connecting: words.connecting })
    // What waiting does not mend is said at once.
    if (state.name === 'refused' || state.name === 'barred') this.isLate = true
    this.draw()
  }

  private draw(): void {
    setText(byId('status-message'), this.isLate ? this.sentence : this.said)
  }
}
