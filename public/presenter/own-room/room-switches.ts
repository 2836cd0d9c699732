/** The presenter's single switches of the room: what people may have of the results, and whether they may show signs. */
import type { PresenterState, Sharing } from '../../../src/core/protocol/presenter'
import type { Reply } from '../../../src/core/protocol/replies'
import { PendingChanges } from '../../shared/connection/pending-changes'
import type { ClientSocket, TimedSocket } from '../../shared/connection/connection'
import { answerTo, ANSWER_TIMEOUT_MS, sentenceOf } from '../../shared/connection/request'
import { byId } from '../../shared/dom'
import type { PresenterView } from '../view-model'
import { presenterWords as words } from '../words'

type Settings = Sharing & Pick<PresenterState, 'signs'>

/** Which box turns each of them. */
const BOXES: Record<keyof Settings, string> = {
  page: 'share-page',
  files: 'share-files',
  rows: 'share-rows',
  signs: 'switch-signs',
}
const NAMES = Object.keys(BOXES) as (keyof Settings)[]

interface Callbacks {
  socket: () => ClientSocket
  said: (sentence: string) => void
}

export class RoomSwitches {
  private readonly pending = new PendingChanges<Settings>()
  private settings: Settings | undefined

  constructor(private readonly callbacks: Callbacks) {
    for (const name of NAMES)
      boxOf(name).addEventListener('change', () => void this.turn(name, boxOf(name).checked))
  }

  update({ state: { sharing, signs } }: PresenterView): void {
    this.settings = { ...sharing, signs }
    this.draw()
  }

  private draw(): void {
    if (!this.settings) return
    const chosen = this.pending.over(this.settings)
    for (const name of NAMES) boxOf(name).checked = chosen[name]
    // Files are what stands on the page.
    boxOf('files').disabled = !chosen.page
  }

  private async turn(name: keyof Settings, isOn: boolean): Promise<void> {
    const { socket, said } = this.callbacks
    const asked = ask(socket().timeout(ANSWER_TIMEOUT_MS), name, isOn)
    const reply = await this.pending.during({ [name]: isOn }, answerTo(asked, words.noAnswer))
    if (!reply.ok) this.draw()
    said(reply.ok ? words.switched[isOn ? 'on' : 'off'] : sentenceOf(reply))
  }
}

function ask(socket: TimedSocket, name: keyof Settings, isOn: boolean): Promise<Reply> {
  return name === 'signs'
    ? socket.emitWithAck('setSigns', { isOn })
    : socket.emitWithAck('setSharing', { [name]: isOn })
}

function boxOf(name: keyof Settings): HTMLInputElement {
  return byId<HTMLInputElement>(BOXES[name])
}
