/** The presenter's switch of signs. */
import type { ClientSocket } from '../../shared/connection/connection'
import { answerTo, ANSWER_TIMEOUT_MS, sentenceOf } from '../../shared/connection/request'
import { byId } from '../../shared/dom'
import type { PresenterView } from '../view-model'
import { presenterWords as words } from '../words'

interface Callbacks {
  socket: () => ClientSocket
  said: (sentence: string) => void
}

export class SignsSwitch {
  private readonly box = byId<HTMLInputElement>('switch-signs')
  private isOn = false
  private isAsked = false

  constructor(private readonly callbacks: Callbacks) {
    this.box.addEventListener('change', () => void this.turn(this.box.checked))
  }

  update({ state: { signs } }: PresenterView): void {
    this.isOn = signs
    if (!this.isAsked) this.box.checked = signs
  }

  private async turn(isOn: boolean): Promise<void> {
    const { socket, said } = this.callbacks
    this.isAsked = true
    const asked = socket().timeout(ANSWER_TIMEOUT_MS).emitWithAck('setSigns', { isOn })
    const reply = await answerTo(asked, words.noAnswer)
    this.isAsked = false
    if (!reply.ok) this.box.checked = this.isOn
    said(reply.ok ? words.switched[isOn ? 'on' : 'off'] : sentenceOf(reply))
  }
}
