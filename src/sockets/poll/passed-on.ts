/**
 * Remembers whose hand another tab of the same browser has taken over: a page that comes back must not raise it
 * again.
 */
import { forgetOldest } from '../../core/limits/bounded'

/** Tabs remembered; of more, the oldest are forgotten. */
const MAX_TABS = 10_000

/** The tabs whose hands were passed on, in the present poll of a room. */
export class PassedOn {
  private pollId = ''
  private readonly tabs = new Set<string>()

  /** @param currentPoll gives the id of the poll that is up */
  constructor(private readonly currentPoll: () => string) {}

  add(tab: string): void {
    this.forgetEarlierPolls()
    this.tabs.add(tab)
    forgetOldest(this.tabs, MAX_TABS)
  }

  has(tab: string | undefined): boolean {
    this.forgetEarlierPolls()
    return tab !== undefined && this.tabs.has(tab)
  }

  /** This tab has voted by itself again. */
  remove(tab: string): void {
    this.tabs.delete(tab)
  }

  private forgetEarlierPolls(): void {
    const pollId = this.currentPoll()
    if (pollId !== this.pollId) this.tabs.clear()
    this.pollId = pollId
  }
}
