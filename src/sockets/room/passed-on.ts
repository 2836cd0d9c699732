/** Remembers whose hand another tab of the same browser has taken over: a page that comes back must not raise it again. */
import type { LiveRoom } from './live-room'

/** Tabs remembered in one room; of more, the oldest are forgotten. */
const MAX_TABS = 10_000

/** The tabs whose hands were passed on, in the present poll of each room. */
export class PassedOn {
  private readonly rooms = new WeakMap<LiveRoom, { pollId: string; tabs: Set<string> }>()

  add(room: LiveRoom, tab: string): void {
    const tabs = this.of(room)
    tabs.add(tab)
    if (tabs.size > MAX_TABS) tabs.delete(tabs.values().next().value!)
  }

  has(room: LiveRoom, tab: string | undefined): boolean {
    return tab !== undefined && this.of(room).has(tab)
  }

  /** This tab has voted by itself again. */
  remove(room: LiveRoom, tab: string | undefined): void {
    if (tab !== undefined) this.of(room).delete(tab)
  }

  private of(room: LiveRoom): Set<string> {
    const { pollId } = room.document.poll
    let known = this.rooms.get(room)
    if (known?.pollId !== pollId) this.rooms.set(room, (known = { pollId, tabs: new Set() }))
    return known.tabs
  }
}
