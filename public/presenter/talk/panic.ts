/** The panic button of the presenter's page and the helper's, and the two ways out, which stand above the stage while it holds. */
import type { PanicAction } from '../../../src/core/protocol/panic'
import type { Connection } from '../../shared/connection/connection'
import { answerTo, ANSWER_TIMEOUT_MS, sentenceOf } from '../../shared/connection/request'
import { byId } from '../../shared/dom'
import type { CrewView } from '../view-model'
import { presenterWords as words } from '../words'

interface Callbacks {
  socket: () => Connection['socket']
  said: (sentence: string) => void
}

/** The buttons that stop all writing: in the chat's tab and in the sheet "More", or in a helper's dock. */
const BUTTONS = '[data-panic]'

export class Panic {
  private readonly place = byId('panic-holds')

  constructor(private readonly callbacks: Callbacks) {
    for (const button of document.querySelectorAll(BUTTONS))
      button.addEventListener('click', () => this.press())
    byId('panic-undo').addEventListener('click', () => void this.send('undo'))
    byId('panic-reopen').addEventListener('click', () => void this.send('reopen'))
  }

  update({ state: { panic } }: CrewView): void {
    const hadFocus = this.place.contains(document.activeElement)
    this.place.hidden = panic === null
    if (hadFocus && !panic) document.querySelector<HTMLElement>('#next, #dock [data-panic]')?.focus()
  }

  /** Stops all writing; pressed again, it also hides what has come since. */
  press(): void {
    void this.send('start')
  }

  private async send(action: PanicAction): Promise<void> {
    const { socket, said } = this.callbacks
    const asked = socket().timeout(ANSWER_TIMEOUT_MS).emitWithAck('panic', { action })
    const reply = await answerTo(asked, words.noAnswer)
    said(reply.ok ? words.panicked[action] : sentenceOf(reply))
  }
}
