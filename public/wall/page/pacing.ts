/** Owns how fast posts come on the wall: at once while there is room, else one by one, slowly enough to be read. */
import type { Post, PostNews } from '../../../src/core/protocol/wall'
import { mended } from '../visible-posts'

interface PaceParts {
  /** Milliseconds between two posts that push others out. */
  gap(): number
  /** Posts for which there is room without pushing others out. */
  free(): number
  /** More than so many would push each other out: the older ones are left out. */
  most(): number
  /** In the order in which they were written. */
  show(posts: Post[]): void
  skipped(count: number): void
}

export class Pace {
  private waiting: Post[] = []
  private isStopped = false
  private nextAt = 0
  private timer: number | undefined

  constructor(private readonly parts: PaceParts) {}

  take(posts: Post[]): void {
    this.waiting.push(...posts)
    const tooMany = this.waiting.length - this.parts.most()
    if (tooMany > 0) {
      this.waiting.splice(0, tooMany)
      this.parts.skipped(tooMany)
    }
    this.goOn()
  }

  mend({ removed, replaced }: Pick<PostNews, 'removed' | 'replaced'>): void {
    this.waiting = mended(this.waiting, removed, replaced)
  }

  /** What waits is not wanted any more. */
  forget(): void {
    this.waiting = []
  }

  stop(isStopped: boolean): void {
    this.isStopped = isStopped
    this.goOn()
  }

  private goOn(): void {
    clearTimeout(this.timer)
    const now = performance.now()
    if (this.isStopped || this.waiting.length === 0) return
    const count = Math.max(this.parts.free(), now >= this.nextAt ? 1 : 0)
    if (count > 0) {
      this.nextAt = now + this.parts.gap()
      this.parts.show(this.waiting.splice(0, count))
    }
    if (this.waiting.length > 0) this.timer = window.setTimeout(() => this.goOn(), this.nextAt - now)
  }
}
