/** Tells the pages of a room when nothing can be recorded, and when that is over. */
import type { Condition } from '../../store/condition'
import { broadcast } from './broadcast'
import type { LiveRoom, RoomSocket } from './live-room'

export class StoreTroubleNotice {
  constructor(
    private readonly room: LiveRoom,
    private readonly condition: Condition,
  ) {}

  storeChanged(isAway: boolean): void {
    void broadcast(this.room.sockets, [['storeAway', isAway]])
  }

  joined(socket: RoomSocket): void {
    if (this.condition.trouble !== undefined) socket.emit('storeAway', true)
  }
}
