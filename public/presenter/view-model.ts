/** What the presenter's page shows: the poll and the presenter's own state of it, which arrive one after the other. */
import type { PresenterState, PresenterStateNews, PollNews } from '../../src/core/protocol/poll'
import { withNews } from '../../src/core/room/presenter-state'

/** A poll as everybody sees it, and what only presenters see of the same one. */
export interface PresenterView {
  news: PollNews
  state: PresenterState
}

/** Keeps what the server sent last, and calls back once both halves belong to one poll. */
export class ViewModel {
  /** What was called back with last: the presenter sees it, and commands mean it. */
  view: PresenterView | undefined
  private news: PollNews | undefined
  private state: PresenterState | undefined
  /** The step that was called back with last on this connection. */
  private step: number | undefined
  private waiting: (() => void)[] = []

  /** @param changed is called with a view, and whether the one before was of another step on this connection */
  constructor(private readonly changed: (view: PresenterView, isOtherStep: boolean) => void) {}

  receivePoll(news: PollNews): void {
    this.news = news
    this.reconcile()
  }

  /** The state with these changes. */
  completed(news: PresenterStateNews): PresenterState {
    return withNews(this.state, news)
  }

  receiveState(state: PresenterState): void {
    this.state = state
    this.reconcile()
  }

  /** The connection is lost: nobody waits for what it would have brought. The next one brings its own state. */
  connectionLost(): void {
    this.state = undefined
    this.step = undefined
    this.goOn()
  }

  /** Resolves once the poll is not on its way any more. */
  async isComplete(): Promise<void> {
    if (!this.both) await new Promise<void>(resolve => this.waiting.push(resolve))
  }

  private get both(): PresenterView | undefined {
    const { news, state } = this
    return news && state && news.poll.pollId === state.pollId ? { news, state } : undefined
  }

  private reconcile(): void {
    const { both } = this
    if (!both) return
    const { step } = both.state
    const isOtherStep = this.step !== undefined && this.step !== step
    this.step = step
    this.view = both
    this.changed(both, isOtherStep)
    this.goOn()
  }

  private goOn(): void {
    for (const resolve of this.waiting.splice(0)) resolve()
  }
}
