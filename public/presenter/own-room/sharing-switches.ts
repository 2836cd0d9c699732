/** The presenter's switches of what people may have of the results. */
import type { Sharing } from '../../../src/core/protocol/presenter'
import { PendingChanges } from '../../shared/connection/pending-changes'
import type { ClientSocket } from '../../shared/connection/connection'
import { answerTo, ANSWER_TIMEOUT_MS, sentenceOf } from '../../shared/connection/request'
import { byId } from '../../shared/dom'
import type { PresenterView } from '../view-model'
import { presenterWords as words } from '../words'

const SWITCHES: (keyof Sharing)[] = ['page', 'files', 'rows']

interface Callbacks {
  socket: () => ClientSocket
  said: (sentence: string) => void
}

export class SharingSwitches {
  private readonly pending = new PendingChanges<Sharing>()
  private sharing: Sharing | undefined

  constructor(private readonly callbacks: Callbacks) {
    for (const name of SWITCHES)
      switchOf(name).addEventListener('change', () => void this.turn(name, switchOf(name).checked))
  }

  update({ state: { sharing } }: PresenterView): void {
    this.sharing = sharing
    this.draw()
  }

  private draw(): void {
    if (!this.sharing) return
    const chosen = this.pending.over(this.sharing)
    for (const name of SWITCHES) switchOf(name).checked = chosen[name]
    // Files are what stands on the page.
    switchOf('files').disabled = !chosen.page
  }

  private async turn(name: keyof Sharing, isOn: boolean): Promise<void> {
    const { socket, said } = this.callbacks
    const change = { [name]: isOn }
    const asked = answerTo(
      socket().timeout(ANSWER_TIMEOUT_MS).emitWithAck('setSharing', change),
      words.noAnswer,
    )
    const reply = await this.pending.during(change, asked)
    if (!reply.ok) this.draw()
    said(reply.ok ? words.switched[isOn ? 'on' : 'off'] : sentenceOf(reply))
  }
}

function switchOf(name: keyof Sharing): HTMLInputElement {
  return byId<HTMLInputElement>(`share-${name}`)
}
