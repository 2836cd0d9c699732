/** Paces new posts: shows them at once while there is space, otherwise one by one, slowly enough to be read. */
import type { Post, PostNews } from '../../../src/core/protocol/wall'
import { patched } from '../visible-posts'

interface Callbacks {
  /** Milliseconds between two posts that push others out. */
  gap(): number
  /** How many posts fit without pushing others out. */
  free(): number
  /** If more posts wait, the oldest are skipped. */
  maxPosts(): number
  /** Shows posts, in the order in which they were written. */
  show(posts: Post[]): void
  skipped(count: number): void
}

export class Pacing {
  private waiting: Post[] = []
  private isStopped = false
  private nextAt = 0
  private timer: number | undefined

  constructor(private readonly callbacks: Callbacks) {}

  take(posts: Post[]): void {
    this.waiting.push(...posts)
    const tooMany = this.waiting.length - this.callbacks.maxPosts()
    if (tooMany > 0) {
      this.waiting.splice(0, tooMany)
      this.callbacks.skipped(tooMany)
    }
    this.goOn()
  }

  applyPatch({ removed, replaced }: Pick<PostNews, 'removed' | 'replaced'>): void {
    this.waiting = patched(this.waiting, removed, replaced)
  }

  /** Drops the waiting posts. */
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
    const count = Math.max(this.callbacks.free(), now >= this.nextAt ? 1 : 0)
    if (count > 0) {
      this.nextAt = now + this.callbacks.gap()
      this.callbacks.show(this.waiting.splice(0, count))
    }
    if (this.waiting.length > 0) this.timer = window.setTimeout(() => this.goOn(), this.nextAt - now)
  }
}
