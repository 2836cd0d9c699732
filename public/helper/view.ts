/** Joins the poll and what helpers are sent of the room, which arrive one after the other. */
import type { PollNews } from '../../src/core/protocol/poll'
import type { HelperState } from '../../src/core/protocol/presenter'
import { Joined, type CrewView } from '../presenter/view-model'

export class HelperView {
  private readonly joined = new Joined<HelperState>()

  /** @param changed called once both are of the same poll */
  constructor(private readonly changed: (view: CrewView) => void) {}

  receivePoll(news: PollNews): void {
    this.joined.news = news
    this.reconcile()
  }

  receiveState(state: HelperState): void {
    this.joined.state = state
    this.reconcile()
  }

  private reconcile(): void {
    const { both } = this.joined
    if (both) this.changed(both)
  }
}
