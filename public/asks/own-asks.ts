/** The questions of this person: what became of them, how they are changed and withdrawn, and what there is to tell. */
import type { OwnAsk } from '../../src/core/protocol/asks'
import type { Reply } from '../../src/core/protocol/replies'
import type { TimedSocket } from '../shared/connection/connection'
import { make } from '../shared/dom'
import { KeyedRows } from '../shared/keyed-rows'
import { ownRow } from './own-row'
import { Told } from './told'
import { asksWords as words } from './words'

interface Callbacks {
  /** The ask that is on the screen. */
  up(): number | undefined
  /** The votes of an ask in the list of all, which are newer than those that came with the own ones. */
  votes(id: number): number | undefined
  /** Resolves to whether it is done; then the own questions have been read again. */
  ask(act: (socket: TimedSocket) => Promise<Reply>, done: string): Promise<boolean>
  /** Makes a change of the height of these that moves nothing below them. */
  still(change: () => void): void
  /** Something happened to an own question. */
  told(sentence: string): void
  /** The question that had the focus is gone. */
  withdrawn(): void
}

export class OwnAsks {
  readonly element = make('section', 'own-asks')
  /** Outside the sheet, so that it is heard while the sheet is closed. */
  private readonly voice = make('div', 'voice visually-hidden')
  private readonly told = new Told()
  private readonly rows: KeyedRows<OwnAsk>
  private asks: OwnAsk[] = []

  constructor(private readonly callbacks: Callbacks) {
    const { element, voice } = this
    const list = make('ol')
    const title = make('h3', '', words.own)
    this.rows = new KeyedRows(list, () =>
      ownRow({
        isUp: ({ id, into }) => callbacks.up() === (into ?? id),
        edit: (id, text) =>
          callbacks.ask(socket => socket.emitWithAck('editAsk', { id, text }), words.changed),
        withdraw: id => void this.withdraw(id),
        still: change => callbacks.still(change),
      }),
    )
    element.setAttribute('aria-labelledby', (title.id = 'own-asks-title'))
    element.append(title, list)
    voice.setAttribute('aria-live', 'polite')
    document.body.append(voice)
  }

  /** Whether this ask is an own one, or an own one was merged with it. */
  has(id: number): boolean {
    return this.asks.some(ask => ask.id === id || ask.into === id)
  }

  receive(asks: OwnAsk[]): void {
    this.asks = asks
    // As after a new lesson: what was told of them is about nothing that can be seen.
    if (asks.length === 0) this.voice.replaceChildren()
    this.tell()
  }

  get isEmpty(): boolean {
    return this.asks.length === 0
  }

  /** Tells what happened to them. */
  tell(): void {
    for (const sentence of this.told.news(this.asks, this.callbacks.up())) {
      this.voice.append(make('p', '', sentence))
      if (this.voice.childElementCount > 5) this.voice.firstElementChild!.remove()
      this.callbacks.told(sentence)
    }
  }

  draw(): void {
    this.element.hidden = this.asks.length === 0
    const asks = this.asks.map(ask => ({
      ...ask,
      votes: this.callbacks.votes(ask.into ?? ask.id) ?? ask.votes,
    }))
    this.rows.update(asks.reverse())
  }

  private async withdraw(id: number): Promise<void> {
    const isDone = await this.callbacks.ask(
      socket => socket.emitWithAck('withdrawAsk', { id }),
      words.withdrawn,
    )
    if (isDone) this.callbacks.withdrawn()
  }
}
