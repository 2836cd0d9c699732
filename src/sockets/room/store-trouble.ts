/** Tells the pages when nothing can be recorded, and when that is over. */
import type { Condition } from '../../store/condition'
import { broadcast } from './broadcast'
import type { Feature } from './feature'
import type { LiveRoom } from './live-room'

/** Makes the feature. */
export function storeTroubleFeature(condition: Condition): Feature {
  const rooms = new Set<LiveRoom>()
  condition.onChange(trouble => {
    for (const { sockets } of rooms) void broadcast(sockets, [['storeAway', trouble !== undefined]])
  })
  return {
    opened(room) {
      rooms.add(room)
      return () => void rooms.delete(room)
    },

    joined(_room, socket) {
      if (condition.trouble !== undefined) socket.emit('storeAway', true)
    },
  }
}
