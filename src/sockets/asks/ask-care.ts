/** What presenters do with asks, and the settings of a room's asks. */
import isEqual from 'lodash/isEqual'
import { decideCare, decideHidden, type AskCare } from '../../core/asks/care'
import { lessonAsks } from '../../core/asks/new-asks'
import type { Said } from '../../core/room/document'
import { withAsksOpen } from '../../core/room/hidden-stretches'
import type { AsksSettings } from '../../core/protocol/asks'
import type { Refusal, Reply } from '../../core/protocol/replies'
import { refuse } from '../../core/protocol/refusals'
import type { LiveRoom } from '../room/live-room'
import type { AskList } from './ask-list'

export class AskModeration {
  constructor(
    private readonly room: LiveRoom,
    private readonly list: AskList,
  ) {}

  async careForAsk(care: AskCare): Promise<Reply> {
    const decided = await this.list.change(state => decideCare(state, care))
    if (!decided.ok) return decided
    const up = 'up' in decided ? decided.up : undefined
    const refusal = up === undefined ? undefined : await this.putUp(care.id, up)
    return refusal ?? { ok: true }
  }

  /** Hides what somebody asked, with a name or without. Resolves to how many asks that were. */
  async hideOf(author: string, isNamed: boolean): Promise<number> {
    const { up } = this.room.document.asks
    const hidden = await this.list.change(state => decideHidden(state, { from: author, isNamed }))
    if (!hidden.ok) return 0
    if ('up' in hidden && up !== null) await this.putUp(up, null)
    return ('count' in hidden && hidden.count) || 0
  }

  /** Whether an ask has a name. */
  isNamed(id: number): boolean {
    return lessonAsks(this.list.state).some(ask => ask.id === id && ask.name !== '')
  }

  /** What is kept of who asked; nobody is sent it. */
  async authorOf(id: number): Promise<Said | Refusal> {
    const { list } = this
    const find = () => lessonAsks(list.state).find(each => each.id === id)
    await list.loadOnce()
    // It may have come to another node just now.
    if (!find()) await list.load()
    const ask = find()
    if (!ask) return refuse('no-such-ask')
    // The crew is never removed.
    if (ask.role) return refuse('bad-request')
    return { kind: 'ask', text: ask.text, lesson: ask.lesson, of: id, author: ask.from }
  }

  async setAsks(settings: Partial<AsksSettings>): Promise<Reply> {
    const refusal = await this.room.change(document => {
      const asks = { ...document.asks, ...settings }
      if (isEqual(asks, document.asks)) return refuse('already-so')
      const isOpened = asks.isOpen && !document.asks.isOpen
      const hiddenAsks = isOpened ? withAsksOpen(document.hiddenAsks, Date.now()) : document.hiddenAsks
      return { ok: true, document: { ...document, asks, hiddenAsks } }
    })
    return refusal ?? { ok: true }
  }

  /** Takes an ask on the screen, or this one off it: another one that came there meanwhile stays. */
  private async putUp(id: number, up: number | null): Promise<Refusal | undefined> {
    const refusal = await this.room.change(document => {
      const { asks } = document
      const isDone = up === null ? asks.up !== id : asks.up === up
      return isDone ? refuse('already-so') : { ok: true, document: { ...document, asks: { ...asks, up } } }
    })
    return refusal?.code === 'already-so' ? undefined : refusal
  }
}
