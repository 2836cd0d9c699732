/** Owns what the presenter's page knows: poll and lectern, which come one behind the other, of one and the same poll. */
import type { Lectern, LecternNews, PollNews } from '../../src/core/protocol/events'
import { withNews } from '../../src/core/room/presenter-state'

/** Poll and lectern of one poll. */
export interface Desk {
  news: PollNews
  lectern: Lectern
}

/** What the server said last, told once both halves are of one poll. */
export class DeskNews {
  /** What was told last: the presenter sees it, and commands mean it. */
  desk: Desk | undefined
  private news: PollNews | undefined
  private lectern: Lectern | undefined
  /** The step that was told last on this line. */
  private step: number | undefined
  private waiting: (() => void)[] = []

  /** @param changed is called with a desk, and whether this line told another step before */
  constructor(private readonly changed: (desk: Desk, isOtherStep: boolean) => void) {}

  heardPoll(news: PollNews): void {
    this.news = news
    this.settle()
  }

  /** The lectern as it is now, with these news. */
  completed(news: LecternNews): Lectern {
    return withNews(this.lectern, news)
  }

  heardLectern(lectern: Lectern): void {
    this.lectern = lectern
    this.settle()
  }

  /** The line is gone: nobody waits for what it would have brought. The next one brings a lectern of its own. */
  lost(): void {
    this.lectern = undefined
    this.step = undefined
    this.goOn()
  }

  /** Resolves once the poll is not on its way any more. */
  async whole(): Promise<void> {
    if (!this.both) await new Promise<void>(resolve => this.waiting.push(resolve))
  }

  private get both(): Desk | undefined {
    const { news, lectern } = this
    return news && lectern && news.poll.pollId === lectern.pollId ? { news, lectern } : undefined
  }

  private settle(): void {
    const { both } = this
    if (!both) return
    const { step } = both.lectern
    const isOtherStep = this.step !== undefined && this.step !== step
    this.step = step
    this.desk = both
    this.changed(both, isOtherStep)
    this.goOn()
  }

  private goOn(): void {
    for (const resolve of this.waiting.splice(0)) resolve()
  }
}
