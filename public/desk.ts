/** Owns what the presenter's page knows: poll and lectern, which come one behind the other, of one and the same step. */
import type { Lectern, PollNews } from '../src/core/events'
import type { SnapshotReason } from './connection'

/** Poll and lectern of one step. */
export interface Desk {
  news: PollNews
  lectern: Lectern
}

/** What the server said last, told once it is whole. */
export class DeskNews {
  private news: PollNews | undefined
  private lectern: Lectern | undefined
  /** The poll of a step comes behind its lectern; until then nothing may be said of either. */
  private isWhole = false
  private lecternFollows = false
  /** The step that was told last on this line. */
  private step: number | undefined
  private waiting: (() => void)[] = []

  /** @param changed is called with a whole desk, and whether this line told another step before */
  constructor(private readonly changed: (desk: Desk, isOtherStep: boolean) => void) {}

  get desk(): Desk | undefined {
    return this.news && this.lectern && { news: this.news, lectern: this.lectern }
  }

  /** A snapshot: on a fresh line the lectern follows at once. */
  joined(news: PollNews, why: SnapshotReason): void {
    this.news = news
    if (why === 'check') return this.settle()
    this.lecternFollows = true
    this.isWhole = false
    this.step = undefined
  }

  heardLectern(lectern: Lectern): void {
    this.lectern = lectern
    this.isWhole = this.lecternFollows
    this.lecternFollows = false
    this.settle()
  }

  heardPoll(news: PollNews): void {
    this.news = news
    this.isWhole = true
    this.settle()
  }

  /** The line is gone: nobody waits for what it would have brought. */
  lost(): void {
    this.isWhole = false
    this.goOn()
  }

  /** Resolves once nothing that was said is still followed by its other half. */
  async whole(): Promise<void> {
    if (!this.isWhole) await new Promise<void>(resolve => this.waiting.push(resolve))
  }

  private settle(): void {
    const { desk } = this
    if (!this.isWhole || !desk) return
    const { step } = desk.lectern
    const isOtherStep = this.step !== undefined && this.step !== step
    this.step = step
    this.changed(desk, isOtherStep)
    this.goOn()
  }

  private goOn(): void {
    for (const resolve of this.waiting.splice(0)) resolve()
  }
}
