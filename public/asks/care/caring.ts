/**
 * What is done with asks from this page: sent to the server, said, and taken back on request; and the two presses by
 * which one is merged into another.
 */
import type { AskAction, CaredAsk } from '../../../src/core/protocol/asks'
import type { Reply } from '../../../src/core/protocol/replies'
import type { ClientSocket, TimedSocket } from '../../shared/connection/connection'
import { answerTo, ANSWER_TIMEOUT_MS, sentenceOf } from '../../shared/connection/request'
import { make, pill, setText } from '../../shared/dom'
import { UNDO } from './actions'
import { asksCareWords as words } from './words'

interface Callbacks {
  socket: ClientSocket
  /** Makes a change of the height of this part that moves nothing below it. */
  still(change: () => void): void
  /** Which ask is being merged has changed. */
  changed(): void
  /** Also said where the sentence of this part is covered. */
  said(sentence: string): void
  /** The last action is being taken back: its button goes, and the focus with it. */
  takingBack(): void
}

interface Sent {
  id: number
  action: AskAction
  into?: number | undefined
  answer?: string
}

export class Caring {
  /** What was done, and the button that takes it back. */
  readonly element = make('div', 'asks-said')
  private readonly status = make('p', 'said')
  private readonly undo = pill(words.undo, () => void this.takeBack())
  private mergingId: number | undefined
  /** What takes the last action back. */
  private back: Sent | undefined

  constructor(private readonly callbacks: Callbacks) {
    this.undo.hidden = true
    this.status.setAttribute('role', 'status')
    this.element.append(this.status, this.undo)
  }

  /** The ask that is about to be merged into another one. */
  get merging(): number | undefined {
    return this.mergingId
  }

  async does(ask: CaredAsk, action: AskAction, answer?: string): Promise<void> {
    if (action === 'merge') return this.merge(ask)
    const { into } = ask
    const sent = { id: ask.id, action, ...(action === 'answer' && { answer: answer ?? '' }) }
    const isDone = await this.send(sent)
    const opposite = UNDO[action]
    // To restore an ask shows it, which one that waited was not; and a line that was replaced is gone.
    const isLost = ask.state === (action === 'hide' ? 'waiting' : action === 'answer' && 'answered')
    if (isDone && opposite && !isLost) this.offerUndo({ id: ask.id, action: opposite, into })
  }

  endMerging(): void {
    this.mergingId = undefined
    this.say('')
    this.callbacks.changed()
  }

  /** Asks the server, and says that it is done, or why not. */
  async ask(act: (socket: TimedSocket) => Promise<Reply>, done: string): Promise<Reply> {
    const asked = act(this.callbacks.socket.timeout(ANSWER_TIMEOUT_MS))
    const reply = await answerTo(asked, words.noAnswer)
    this.say(reply.ok ? done : sentenceOf(reply))
    return reply
  }

  say(sentence: string): void {
    this.back = undefined
    this.callbacks.still(() => {
      this.undo.hidden = true
      setText(this.status, sentence)
    })
    this.callbacks.said(sentence)
  }

  /** The first press names what is merged, the second into what. */
  private async merge({ id: into, text }: CaredAsk): Promise<void> {
    const id = this.mergingId
    if (id === undefined) {
      this.mergingId = into
      this.say(words.mergeWith(text))
      return this.callbacks.changed()
    }
    this.endMerging()
    if (id === into) return
    if (await this.send({ id, action: 'merge', into })) this.offerUndo({ id, action: 'unmerge' })
  }

  private offerUndo(back: Sent): void {
    this.back = back
    this.callbacks.still(() => (this.undo.hidden = false))
  }

  private async takeBack(): Promise<void> {
    const { back } = this
    if (!back) return
    this.callbacks.takingBack()
    await this.send(back)
  }

  /** Resolves to whether it is done. */
  private async send({ into, ...rest }: Sent): Promise<boolean> {
    const sent = { ...rest, ...(into !== undefined && { into }) }
    return (await this.ask(socket => socket.emitWithAck('careForAsk', sent), words.done[rest.action])).ok
  }
}
