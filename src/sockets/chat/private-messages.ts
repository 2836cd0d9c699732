/** Lines between two people of a room: delivered or refused, and never recorded. */
import { isCrew } from '../../core/access/permissions'
import { Budgets } from '../../rate-limiter'
import { decideSpeaker, decideText } from '../../core/chat/messages'
import type { Reply } from '../../core/protocol/replies'
import { refuse } from '../../core/protocol/refusals'
import { refusalOfWords } from '../../core/room/blocked-words'
import type { PrivateLine } from '../../core/protocol/chat'
import type { LiveRoom, RoomSocket } from '../room/live-room'
import { nameOf, nameOfId, publicIdOf, speakerOf, talkersOf } from '../room/identity'

/** How much longer a page on another node may take. */
const OTHER_NODE_EXTRA_MS = 500
/** Private lines of one person. */
const PERSON_PRIVATE_RATE = { perSecond: 1, burst: 8 }

/** What the private messages of all rooms share. */
export interface PrivateMessagesParts {
  /** In which a page must say that it has drawn a private line. */
  deliveryTimeoutMs: number
  /** Of persons in all rooms, by their public id. */
  budgets: Budgets
}

/** To be made once for all rooms. */
export function sharedPrivateParts(deliveryTimeoutMs: number): PrivateMessagesParts {
  return { deliveryTimeoutMs, budgets: new Budgets(PERSON_PRIVATE_RATE) }
}

export class PrivateMessages {
  constructor(
    private readonly room: LiveRoom,
    private readonly parts: PrivateMessagesParts,
  ) {}

  async sayPrivately(
    socket: RoomSocket,
    { to, text, key }: { to: string; text: string; key: string },
  ): Promise<Reply<{ at: number }>> {
    const { room } = this
    const from = publicIdOf(socket.data.person)
    const refusal = decideSpeaker(room.code, room.document, speakerOf(socket))
    if (refusal) return refusal
    if (!room.document.talk.private) return refuse('private-off')
    const decided = decideText(text)
    if (!decided.ok) return decided
    const blocked = refusalOfWords(room.document, decided.text, isCrew(socket.data.role))
    if (blocked) return blocked
    if (to === from) return refuse('not-to-yourself')
    const name = nameOf(room, socket)
    if (name === undefined) return refuse('needs-name')
    const toName = nameOfId(room, to)
    if (toName === undefined) return refuse('person-gone')
    if (!this.parts.budgets.take(from)) return refuse('too-fast')

    const line: PrivateLine = { key, from, name, to, toName, at: Date.now(), text: decided.text }
    if (!(await this.isDelivered(line))) return refuse('person-gone')
    // Other tabs of the author show it, too; nobody waits for them.
    const otherTabs = talkersOf(room, from).filter(other => other !== socket)
    void this.deliver(otherTabs, line)
    room.publish('privatelySaid', line)
    return { ok: true, at: line.at }
  }

  /** A line to somebody who may be on this node. Resolves to whether a page here has drawn it. */
  receive(line: PrivateLine): Promise<boolean> {
    return this.deliver(talkersOf(this.room, line.to), line)
  }

  /** A line was delivered whose author may have other tabs on this node. */
  receiveOwn(line: PrivateLine): void {
    this.parts.budgets.spent(line.from)
    void this.deliver(talkersOf(this.room, line.from), line)
  }

  /** Resolves to whether a page on this node, or on another, has drawn the line. */
  private async isDelivered(line: PrivateLine): Promise<boolean> {
    const timeoutMs = this.parts.deliveryTimeoutMs + OTHER_NODE_EXTRA_MS
    const elsewhere = this.room
      .ask('privateLine', line, { timeoutMs, isEnough: value => value === true })
      .then(answers => answers.some(({ value }) => value === true))
    const delivered = [this.receive(line), elsewhere].map(async isDelivered =>
      (await isDelivered) ? true : Promise.reject(new Error('Not delivered')),
    )
    return Promise.any(delivered).catch(() => false)
  }

  /** Resolves to whether at least one of the pages has drawn the line in time. */
  private async deliver(sockets: RoomSocket[], line: PrivateLine): Promise<boolean> {
    const { deliveryTimeoutMs } = this.parts
    const answers = sockets.map(socket => socket.timeout(deliveryTimeoutMs).emitWithAck('privateLine', line))
    return Promise.any(answers).then(
      () => true,
      () => false,
    )
  }
}
