/**
 * Remembers whose hand another tab of the same browser has taken over: a page that comes back must not raise it
 * again.
 */
import { forgetOldest } from '../../core/limits/bounded'
import type { RoomDocument } from '../../core/room/document'

/** Tabs remembered; of more, the oldest are forgotten. */
const MAX_TABS = 10_000

/** The tabs whose hands were passed on, in the poll that is up and in the one that can be put back. */
export class PassedOn {
  private readonly tabsOf = new Map<string, Set<string>>()

  /** @param document gives the room's present document */
  constructor(private readonly document: () => RoomDocument) {}

  add(tab: string): void {
    const tabs = this.current() ?? new Set()
    this.tabsOf.set(this.document().poll.pollId, tabs)
    tabs.add(tab)
    forgetOldest(tabs, MAX_TABS)
  }

  has(tab: string | undefined): boolean {
    return tab !== undefined && (this.current()?.has(tab) ?? false)
  }

  /** This tab has voted by itself again. */
  remove(tab: string): void {
    this.current()?.delete(tab)
  }

  private current(): Set<string> | undefined {
    const { poll, undo } = this.document()
    for (const pollId of this.tabsOf.keys())
      if (pollId !== poll.pollId && pollId !== undo?.poll.pollId) this.tabsOf.delete(pollId)
    return this.tabsOf.get(poll.pollId)
  }
}
