/** Combines the poll and the presenter's state, which arrive one after the other, for the presenter's page. */
import type { PollNews } from '../../src/core/protocol/poll'
import type { HelperState, PresenterState, PresenterStateNews } from '../../src/core/protocol/presenter'
import { withNews } from '../../src/core/room/presenter-state'

/** A poll as everybody sees it, and what presenters and helpers alone are sent of the room with it. */
export interface CrewView {
  news: PollNews
  state: HelperState
}

/** Joins the poll and what is sent of the room with it, which arrive one after the other. */
export class Joined<State extends HelperState> {
  news: PollNews | undefined
  state: State | undefined

  /** Both; undefined until they are of the same poll. */
  get both(): { news: PollNews; state: State } | undefined {
    const { news, state } = this
    return news && state && news.poll.pollId === state.pollId ? { news, state } : undefined
  }
}

/** A poll as everybody sees it, and the presenters' state of the same poll. */
export interface PresenterView extends CrewView {
  state: PresenterState
}

/** Holds what the server sent last, and calls back once both parts belong to the same poll. */
export class ViewModel {
  /** The last view given to the callback: the presenter sees it, and commands refer to it. */
  view: PresenterView | undefined
  private readonly joined = new Joined<PresenterState>()
  /** The step of the last view on this connection. */
  private step: number | undefined
  private waiting: (() => void)[] = []

  /** @param changed called with a view, and whether the last view on this connection had another step */
  constructor(private readonly changed: (view: PresenterView, isOtherStep: boolean) => void) {}

  receivePoll(news: PollNews): void {
    this.joined.news = news
    this.reconcile()
  }

  /** Applies these changes to the state. */
  completed(news: PresenterStateNews): PresenterState {
    return withNews(this.joined.state, news)
  }

  receiveState(state: PresenterState): void {
    this.joined.state = state
    this.reconcile()
  }

  /** The connection was lost: stops waiting for its events. The next connection sends the whole state. */
  connectionLost(): void {
    this.joined.state = undefined
    this.step = undefined
    this.goOn()
  }

  /** Resolves once the poll of the current state has arrived. */
  async isComplete(): Promise<void> {
    if (!this.joined.both) await new Promise<void>(resolve => this.waiting.push(resolve))
  }

  private reconcile(): void {
    const { both } = this.joined
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
