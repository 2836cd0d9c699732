/** Tells the pages of a single server when nothing can be recorded, and when that is over. Of Redis its nodes tell. */
import type { Condition } from '../store/condition'
import { broadcast } from './broadcast'
import type { Feature } from './feature'
import type { LiveRoom } from './live-room'

/** Makes the feature; `isShared`: many nodes use the store, and tell it themselves. */
export function storeTroubleFeature(condition: Condition, isShared: boolean): Feature {
  if (isShared) return {}
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
