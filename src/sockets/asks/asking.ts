/** What people do with asks: they ask, edit, withdraw and vote; who may, and how often. */
import type { Budgets } from '../../rate-limiter'
import {
  decideAskText,
  decideEdit,
  decideNew,
  decideVote,
  decideWithdraw,
  lessonAsks,
  type Asker,
} from '../../core/asks/new-asks'
import type { AskState } from '../../core/protocol/asks'
import type { Refusal, Reply } from '../../core/protocol/replies'
import { refuse } from '../../core/protocol/refusals'
import { refusalOfWords } from '../../core/room/blocked-words'
import type { LiveRoom, RoomSocket } from '../room/live-room'
import { RoomBudget, sourceOf } from '../room/room-budget'
import { nameOf, publicIdOf } from '../room/identity'
import type { AskList } from './ask-list'
import { carerOf, type Askers } from './askers'

/** New asks and new texts of a room's people together: one address alone gets half of the burst. */
const ROOM_ASK_RATE = { perSecond: 10, burst: 80 }

export interface AskingParts {
  /** Of asks and of votes of persons in all rooms, by their hashes. */
  askBudgets: Budgets
  voteBudgets: Budgets
  /** For how long somebody who has come counts as new. */
  newcomerMs: number
}

export class Asking {
  private readonly roomBudget = new RoomBudget(ROOM_ASK_RATE)

  constructor(
    private readonly room: LiveRoom,
    private readonly list: AskList,
    private readonly askers: Askers,
    private readonly parts: AskingParts,
  ) {}

  async addAsk(
    socket: RoomSocket,
    { key, text, isNamed }: { key: string; text: string; isNamed: boolean },
  ): Promise<Reply<{ id: number; state: AskState }>> {
    const refusal = this.refusalFor(socket)
    if (refusal) return refusal
    const decided = decideAskText(text)
    if (!decided.ok) return decided
    const name = isNamed ? nameOf(this.room, socket) : ''
    if (name === undefined) return refuse('needs-name')
    const asker = this.askerOf(socket)
    await this.list.loadOnce()
    // A retry costs nothing.
    if (!lessonAsks(this.list.state).some(ask => ask.from === asker.from && ask.key === key)) {
      const blocked = this.refusalOfText(asker, decided.text)
      if (blocked) return blocked
      if (!this.takeBudget(socket, asker)) return refuse('too-fast')
    }
    const given = { key, text: decided.text, name, at: Date.now() }
    const added = await this.list.change(state => decideNew(state, asker, given))
    return added.ok ? { ok: true, id: added.ask.id, state: added.ask.state } : added
  }

  async editAsk(
    socket: RoomSocket,
    { id, text }: { id: number; text: string },
  ): Promise<Reply<{ state: AskState }>> {
    const refusal = this.refusalFor(socket)
    if (refusal) return refusal
    const decided = decideAskText(text)
    if (!decided.ok) return decided
    const asker = this.askerOf(socket)
    const blocked = this.refusalOfText(asker, decided.text)
    if (blocked) return blocked
    if (!this.takeBudget(socket, asker)) return refuse('too-fast')
    const given = { id, text: decided.text, at: Date.now() }
    const edited = await this.list.change(state => decideEdit(state, asker, given))
    return edited.ok ? { ok: true, state: edited.ask.state } : edited
  }

  /** People may take back what they said at any time, muted or not. */
  async withdrawAsk(socket: RoomSocket, { id }: { id: number }): Promise<Reply> {
    const withdrawn = await this.list.change(state => decideWithdraw(state, this.askerOf(socket), id))
    return withdrawn.ok ? { ok: true } : withdrawn
  }

  async voteForAsk(
    socket: RoomSocket,
    { id, isFor }: { id: number; isFor: boolean },
  ): Promise<Reply<{ votes: number }>> {
    const asker = this.askerOf(socket)
    if (!this.parts.voteBudgets.take(asker.from)) return refuse('too-fast')
    await this.list.loadOnce()
    const meant = decideVote(this.list.state, asker, id)
    if (!meant.ok) return meant
    const votes = await this.list.vote(meant.ids as [number, ...number[]], this.askers.voterOf(socket), isFor)
    return votes === undefined ? refuse('no-such-ask') : { ok: true, votes }
  }

  private refusalOfText({ role }: Asker, text: string): Refusal | undefined {
    return refusalOfWords(this.room.document, text, role !== undefined)
  }

  private askerOf(socket: RoomSocket): Asker {
    return { from: this.askers.of(socket), role: carerOf(socket) }
  }

  private takeBudget({ data }: RoomSocket, { from }: Asker): boolean {
    const { askBudgets, newcomerMs } = this.parts
    // Whoever is refused because of others keeps what is left of their own budget.
    if (!askBudgets.has(from) || !this.roomBudget.take(sourceOf(data, newcomerMs))) return false
    return askBudgets.take(from)
  }

  private refusalFor({ data }: Pick<RoomSocket, 'data'>): Refusal | undefined {
    const { person } = data
    if (carerOf({ data })) return undefined
    const { asks, muted } = this.room.document
    if (!asks.isOpen) return refuse('asks-off')
    return muted.some(({ id }) => id === publicIdOf(person)) ? refuse('muted') : undefined
  }
}
