/** Bounds how many pages of presenters one room has on this node: each is told of every command. */
import type { LiveRoom, RoomSocket } from './live-room'

/** Presenters' pages of one room: generous for a team with laptops, phones and clickers. */
export const MAX_PRESENTERS = 50

export class PresenterPlaces {
  private readonly held = new WeakMap<LiveRoom, Set<object>>()

  /** Takes a place until the connection ends. Returns whether there was one. */
  take(room: LiveRoom, { conn }: Pick<RoomSocket, 'conn'>): boolean {
    const places = this.held.get(room) ?? new Set()
    this.held.set(room, places)
    if (places.has(conn)) return true
    if (places.size >= MAX_PRESENTERS) return false
    places.add(conn)
    conn.once('close', () => places.delete(conn))
    return true
  }
}
