/** The name of a room: given by a presenter, told to every page. */
import type { Reply } from '../../core/protocol/replies'
import type { Snapshot } from '../../core/protocol/snapshot'
import type { RoomDocument } from '../../core/room/document'
import { decideRoomName } from '../../core/room/room-name'
import { broadcast } from './broadcast'
import type { LiveRoom } from './live-room'

export class RoomName {
  constructor(private readonly room: LiveRoom) {}

  /** Records a name, then tells it; the reply has it as it is shown. An empty one takes the name away. */
  async nameRoom({ name }: { name: string }): Promise<Reply<{ name: string }>> {
    const refusal = await this.room.change(document => decideRoomName(document, name))
    return refusal ?? { ok: true, name: this.room.document.roomName }
  }

  documentChanged(before: RoomDocument): void {
    const { document, sockets } = this.room
    if (document.roomName !== before.roomName) void broadcast(sockets, [['roomName', document.roomName]])
  }

  snapshot(): Pick<Snapshot, 'roomName'> {
    return { roomName: this.room.document.roomName }
  }
}
