/** Finds the other tabs of a browser, and whether a tab still answers: a page that is opened again takes over their hands. */
import type { LiveRoom, RoomSocket, Tab } from './live-room'

/** Milliseconds in which a tab that is alive answers a ping. */
const ALIVE_TIMEOUT_MS = 3000
/** Other tabs of one browser that a newcomer is compared with. */
const MAX_COMPARED = 8

/** Which tabs of a room belong to the same browser. */
export class TabsByBrowser {
  private readonly rooms = new WeakMap<LiveRoom, Map<string, Set<string>>>()

  add(room: LiveRoom, id: string, { person }: Tab): void {
    const persons = this.rooms.get(room) ?? new Map<string, Set<string>>()
    this.rooms.set(room, persons)
    const tabs = persons.get(person)
    if (tabs) tabs.add(id)
    else persons.set(person, new Set([id]))
  }

  remove(room: LiveRoom, id: string, { person }: Tab): void {
    const tabs = this.rooms.get(room)?.get(person)
    tabs?.delete(id)
    if (tabs?.size === 0) this.rooms.get(room)!.delete(person)
  }

  /** The other tabs of this person, the newest first, at most a few. */
  others(room: LiveRoom, person: string, except: string): [string, Tab][] {
    const ids = this.rooms.get(room)?.get(person)
    if (!ids) return []
    const found: [string, Tab][] = []
    for (const id of [...ids].reverse()) {
      const tab = id === except ? undefined : room.tabs.get(id)
      if (tab && found.push([id, tab]) === MAX_COMPARED) break
    }
    return found
  }
}

/** Whether the page at the other end answers: a frozen page does not, and a dead connection does not. */
export function isAnswering({ conn }: RoomSocket): Promise<boolean> {
  return new Promise(resolve => {
    const answered = () => end(true)
    const closed = () => end(false)
    const timer = setTimeout(closed, ALIVE_TIMEOUT_MS).unref()
    function end(isAlive: boolean): void {
      clearTimeout(timer)
      conn.off('packet', answered)
      conn.off('close', closed)
      resolve(isAlive)
    }
    conn.on('packet', answered)
    conn.on('close', closed)
    // Engine.IO's own heartbeat, out of turn: every client answers it.
    ;(conn as unknown as { sendPacket(type: string): void }).sendPacket('ping')
  })
}
