/**
 * Whoever follows a room without a socket, such as a program that reads its events over HTTP: told soon after it began,
 * then at a slow pace that something has changed. While there is one, the room stays in memory.
 */

import type { Watcher, Watching } from '../room/feature-needs'

/** Milliseconds between two notices; what changes meanwhile is one notice. */
const INTERVAL_MS = 250
/** For how many times as long as a notice took there is no other one: votes are taken meanwhile. */
const PAUSE_TIMES = 4

export class Watchers implements Watching {
  /** Called when the last one has gone. */
  emptied: () => void = () => undefined
  private readonly all = new Set<Watcher>()
  private timer: NodeJS.Timeout | undefined
  private nextNotice = -Infinity

  get size(): number {
    return this.all.size
  }

  /** Returns how to stop watching. */
  add(watcher: Watcher): () => void {
    this.all.add(watcher)
    this.changed()
    return () => {
      if (this.all.delete(watcher) && this.all.size === 0) this.emptied()
    }
  }

  /** Called at every change, votes among them: cheap where nobody watches. */
  changed(): void {
    if (this.timer || this.all.size === 0) return
    const wait = Math.max(0, this.nextNotice - performance.now())
    this.timer = setTimeout(() => this.notify(), wait)
  }

  close(): void {
    clearTimeout(this.timer)
    const watching = [...this.all]
    this.all.clear()
    for (const watcher of watching) watcher.ended()
  }

  private notify(): void {
    this.timer = undefined
    const start = performance.now()
    for (const watcher of [...this.all]) watcher.changed()
    const end = performance.now()
    this.nextNotice = Math.max(start + INTERVAL_MS, end + PAUSE_TIMES * (end - start))
  }
}
