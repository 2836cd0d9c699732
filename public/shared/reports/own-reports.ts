/** What this person has reported as rude, of one kind: sends each report, and takes it back. */
import type { Reply } from '../../../src/core/protocol/replies'
import type { ReportKey } from '../../../src/core/protocol/reports'
import type { ClientSocket } from '../connection/connection'
import { answerTo, ANSWER_TIMEOUT_MS, sentenceOf } from '../connection/request'
import { reportWords as words } from './words'

interface Callbacks {
  socket: ClientSocket
  /** Tells the person what was done, or why it was not. */
  said(sentence: string): void
  /** What this person has reported has changed. */
  changed(): void
}

export class OwnReports<Id extends ReportKey['id']> {
  private ids = new Set<Id>()
  /** Those that the server has not answered yet. */
  private readonly underWay = new Set<Id>()

  constructor(
    private readonly keyOf: (id: Id) => ReportKey,
    private readonly callbacks: Callbacks,
  ) {}

  has(id: Id): boolean {
    return this.ids.has(id)
  }

  /** What the server knows of this person, on a new connection. */
  begin(ids: readonly Id[] = []): void {
    this.ids = new Set(ids)
    this.callbacks.changed()
  }

  /** What the button says that reports it, or takes that back. */
  textFor(id: Id): string {
    return this.has(id) ? words.takeBack : words.report
  }

  /** Reports it, or takes the report back. Resolves to why not; undefined: it is done. */
  async turn(id: Id): Promise<string | undefined> {
    const { underWay, callbacks } = this
    if (underWay.has(id)) return undefined
    underWay.add(id)
    const isOn = !this.has(id)
    const { socket } = callbacks
    const asked = socket.connected
      ? socket.timeout(ANSWER_TIMEOUT_MS).emitWithAck('report', { ...this.keyOf(id), isOn })
      : Promise.reject<Reply<{ isOn: boolean }>>(new Error('offline'))
    const reply = await answerTo(asked, words.noAnswer)
    underWay.delete(id)
    if (!reply.ok) {
      callbacks.said(sentenceOf(reply))
      return sentenceOf(reply)
    }
    if (isOn) this.ids.add(id)
    else this.ids.delete(id)
    callbacks.changed()
    callbacks.said(isOn ? words.told : words.tookBack)
    return undefined
  }
}
