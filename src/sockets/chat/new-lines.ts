/** Lines as people of a room say them: who may, how often, and under which name. */
import { randomUUID } from 'node:crypto'
import { isCrew } from '../../core/access/permissions'
import type { Budgets } from '../../rate-limiter'
import { decideSpeaker, decideText } from '../../core/chat/messages'
import type { Reply } from '../../core/protocol/replies'
import { refuse } from '../../core/protocol/refusals'
import { refusalOfName, refusalOfWords } from '../../core/room/blocked-words'
import type { Line } from '../../core/protocol/chat'
import type { LiveRoom, RoomSocket } from '../room/live-room'
import { RoomBudget, sourceOf } from '../room/room-budget'
import { crewRoleOf, nameOf, publicIdOf, speakerOf, stopTyping, takeNameLike } from '../room/identity'

/** Lines of a room's people together: one address alone gets half of the burst. */
const ROOM_LINE_RATE = { perSecond: 40, burst: 160 }
/** Who speaks from a workshop's page without a name. */
const GUEST = 'Guest'

/** The number and the time under which a line was recorded. */
export type SaidLine = { seq: number; at: number }

export interface NewLinesParts {
  /** Of persons in all rooms, by their public id. */
  lineBudgets: Budgets
  /** For how long somebody who has come counts as new. */
  newcomerMs: number
}

export class NewLines {
  private readonly roomBudget = new RoomBudget(ROOM_LINE_RATE)

  constructor(
    private readonly room: LiveRoom,
    private readonly parts: NewLinesParts,
  ) {}

  /** Takes a line of a page, or of a workshop's page that names nobody. */
  say(socket: RoomSocket, line: { text: string; key?: string | undefined }): Promise<Reply<SaidLine>> {
    const guest = () => (socket.data.classic ? takeNameLike(this.room, socket, GUEST) : undefined)
    return this.speak(socket, line, () => nameOf(this.room, socket) ?? guest())
  }

  /** Takes a line of a workshop's page, which says under which name. */
  async sayAs(
    socket: RoomSocket,
    { username, text }: { username?: string | undefined; text: string },
  ): Promise<Reply<SaidLine>> {
    const refusal = refusalOfName(this.room.document, username ?? '')
    if (refusal) return refusal
    const known = () => (username === undefined ? nameOf(this.room, socket) : undefined)
    const taken = () => takeNameLike(this.room, socket, username ?? GUEST)
    return this.speak(socket, { text }, () => known() ?? taken())
  }

  /** Counts a line that somebody has said on another node. */
  saidElsewhere({ from, key }: Line, node: string): void {
    this.room.slowMode.spentElsewhere(from, key)
    this.parts.lineBudgets.spent(from)
    this.roomBudget.spent(node)
  }

  /** Says a line, or why not. `nameFor` is called last: only who may speak takes a name. */
  private async speak(
    socket: RoomSocket,
    line: { text: string; key?: string | undefined },
    nameFor: () => string | undefined | Promise<string | undefined>,
  ): Promise<Reply<SaidLine>> {
    const { room } = this
    const refusal = decideSpeaker(room.code, room.document, speakerOf(socket))
    if (refusal) return refusal
    const decided = decideText(line.text)
    if (!decided.ok) return decided
    const blocked = refusalOfWords(room.document, decided.text, isCrew(socket.data.role))
    if (blocked) return blocked
    const key = line.key ?? randomUUID()
    const taken = room.slowMode.take(speakerOf(socket), key)
    if (typeof taken !== 'function') return taken
    const said = await this.sayNow(socket, { key, text: decided.text }, nameFor)
    if (!said.ok) taken()
    return said
  }

  private async sayNow(
    socket: RoomSocket,
    line: { text: string; key: string },
    nameFor: () => string | undefined | Promise<string | undefined>,
  ): Promise<Reply<SaidLine>> {
    const { room } = this
    const { person } = socket.data
    const from = publicIdOf(person)
    const source = sourceOf(socket.data, this.parts.newcomerMs)
    if (!this.parts.lineBudgets.take(from) || !this.roomBudget.take(source)) return refuse('too-fast')
    const name = await nameFor()
    if (name === undefined) return refuse('needs-name')
    stopTyping(room, person)
    return room.messages.say({ ...line, from, name, at: Date.now(), ...crewRoleOf(socket) })
  }
}
