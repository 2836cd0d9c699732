/**
 * Whoever follows a room without a socket, such as a program that reads its events over HTTP: told at a slow pace that
 * something has changed. While there is one, the room stays in memory.
 */

import type { Watcher, Watching } from '../room/feature-needs'

/** Milliseconds between two notices; what changes meanwhile is one notice. */
const INTERVAL_MS = 250

export class Watchers implements Watching {
  /** Called when the last one has gone. */
  emptied: () => void = () => undefined
  private readonly all = new Set<Watcher>()
  private timer: NodeJS.Timeout | undefined
  private lastNotice = -Infinity

  get size(): number {
    return this.all.size
  }

  /** Returns how to stop watching. */
  add(watcher: Watcher): () => void {
    this.all.add(watcher)
    return () => {
      if (this.all.delete(watcher) && this.all.size === 0) this.emptied()
    }
  }

  /** Called at every change, votes among them: cheap where nobody watches. */
  changed(): void {
    if (this.timer || this.all.size === 0) return
    const wait = Math.max(0, this.lastNotice + INTERVAL_MS - performance.now())
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
    this.lastNotice = performance.now()
    for (const watcher of [...this.all]) watcher.changed()
  }
}
