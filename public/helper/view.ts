/** Joins the poll and what helpers are sent of the room, which arrive one after the other. */
import type { PollNews } from '../../src/core/protocol/poll'
import type { HelperState } from '../../src/core/protocol/presenter'
import type { CrewView } from '../presenter/view-model'

export class HelperView {
  private news: PollNews | undefined
  private state: HelperState | undefined

  /** @param changed called once both are of the same poll */
  constructor(private readonly changed: (view: CrewView) => void) {}

  receivePoll(news: PollNews): void {
    this.news = news
    this.reconcile()
  }

  receiveState(state: HelperState): void {
    this.state = state
    this.reconcile()
  }

  private reconcile(): void {
    const { news, state } = this
    if (news && state && news.poll.pollId === state.pollId) this.changed({ news, state })
  }
}
