/**
 * Finds the other tabs of a browser, and whether a tab still answers: a page that is opened again takes over their
 * hands.
 */
import type { Connected } from './broadcast'

/** Milliseconds in which a tab that is alive answers a ping. */
const ALIVE_TIMEOUT_MS = 3000
/** Other tabs of one browser that a newcomer is compared with. */
const MAX_COMPARED = 8

/** Which tabs of a room belong to the same browser. */
export class TabsByBrowser {
  private readonly persons = new Map<string, Set<string>>()

  add(id: string, person: string): void {
    const tabs = this.persons.get(person)
    if (tabs) tabs.add(id)
    else this.persons.set(person, new Set([id]))
  }

  remove(id: string, person: string): void {
    const tabs = this.persons.get(person)
    tabs?.delete(id)
    if (tabs?.size === 0) this.persons.delete(person)
  }

  /** Ids of the other tabs of this person, the newest first, at most a few. */
  others(person: string, except: string): string[] {
    const ids = [...(this.persons.get(person) ?? [])].reverse()
    return ids.filter(id => id !== except).slice(0, MAX_COMPARED)
  }
}

/** Whether the page at the other end answers: a frozen page does not, and a dead connection does not. */
export function isAnswering({ conn }: Connected): Promise<boolean> {
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
