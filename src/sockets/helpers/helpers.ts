/**
 * The helpers of a room: presenters make links for them and take them back, on every node at once; and what helpers are
 * sent of the room, which is a part of what presenters are.
 */
import isEqual from 'lodash/isEqual'
import type { HelperState } from '../../core/protocol/presenter'
import { refuse } from '../../core/protocol/refusals'
import type { Reply } from '../../core/protocol/replies'
import { withHelper, withHelperHere, withoutHelper } from '../../core/people/helpers'
import { removedPeople } from '../../core/people/removed'
import { careState } from '../../core/question-types/care'
import { typeOf } from '../../core/question-types/registry'
import { asksSettings, type RoomDocument } from '../../core/room/document'
import { panicOffer } from '../../core/room/panic'
import { hashOf, newPersonId, newPresenterKey } from '../../credentials'
import { broadcast } from '../room/broadcast'
import { isHelping, takeName } from '../room/identity'
import type { LiveRoom, RoomSocket } from '../room/live-room'

export class Helpers {
  /** As it was sent last to all of `informed`. */
  private last: HelperState | undefined
  private readonly informed = new Set<RoomSocket>()

  constructor(private readonly room: LiveRoom) {}

  /** Makes a link; its key is in the reply only. */
  async makeHelper({ name }: { name: string }): Promise<Reply<{ id: string; helperKey: string }>> {
    const helperKey = newPresenterKey()
    const helper = { id: newPersonId(), name, at: Date.now(), keyHash: hashOf(helperKey) }
    const refusal = await this.room.change(document => withHelper(document, helper))
    return refusal ?? { ok: true, id: helper.id, helperKey }
  }

  async revokeHelper({ id }: { id: string }): Promise<Reply> {
    return (await this.room.change(document => withoutHelper(document, id))) ?? { ok: true }
  }

  /** A helper came, under the name on the link; where somebody else has that one, under one like it. */
  joined(socket: RoomSocket): void {
    const { room } = this
    if (socket.data.role !== 'helper' || !room.sockets.has(socket)) return
    this.last = this.stateNow()
    this.informed.add(socket)
    socket.emit('helperState', this.last)
    this.noteHere(socket)
    void this.named(socket).catch(() => undefined)
  }

  socketLeft(socket: RoomSocket): void {
    if (this.informed.delete(socket)) this.noteHere(socket)
  }

  documentChanged({ helpers }: RoomDocument): void {
    if (this.room.document.helpers !== helpers) this.revoke()
    const state = this.stateNow()
    if (this.informed.size === 0 || isEqual(state, this.last)) return
    this.last = state
    void broadcast(this.informed, [['helperState', state]])
  }

  /** Keeps when a helper was here: as one comes, too, because a server that is killed sees nobody go. */
  private noteHere({ data: { person } }: RoomSocket): void {
    const at = Date.now()
    this.room.change(document => withHelperHere(document, person, at)).catch(() => undefined)
  }

  /** Ends the connections of those whose link is gone. Nothing that they have sent is taken any more. */
  private revoke(): void {
    const { room } = this
    for (const socket of [...room.helpers]) {
      if (isHelping(room, socket)) continue
      this.informed.delete(socket)
      room.names.release(socket.data.person)
      room.naming.publish(socket.data.person)
      socket.emit('helperRevoked', refuse('wrong-helper-key').message)
      socket.disconnect()
    }
  }

  private async named(socket: RoomSocket): Promise<void> {
    const { room } = this
    const { person } = socket.data
    const name = room.document.helpers.find(({ id }) => id === person)?.name
    if (name === undefined || room.names.of(person) !== undefined) return
    const taken = await takeName(room, socket, name)
    if (!taken.ok && taken.free !== undefined) await takeName(room, socket, taken.free)
  }

  private stateNow(): HelperState {
    const { document } = this.room
    const { roomName, talk, wall, blockedWords, muted, poll } = document
    return {
      roomName,
      talk,
      asks: asksSettings(document),
      wall,
      blockedWords,
      muted,
      removed: removedPeople(document),
      panic: panicOffer(document),
      pollId: poll.pollId,
      care: typeOf(poll.question).isTyped ? careState(poll.care) : null,
    }
  }
}
