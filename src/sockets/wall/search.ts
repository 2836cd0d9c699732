/** Owns one search of a room: who looks at it, and its watch at the hub, which is let go a while after the last of them left. */
import type { Refusal } from '../../core/protocol/events'
import type { Hub, Watch, Watcher } from '../../networks/hub'
import type { Display } from './feed-view'
import type { RoomSocket } from '../room/live-room'

export interface SearchParts {
  hub: Hub
  /** Milliseconds for which it goes on when nobody looks. */
  linger: number
  display: Display
  watcher: Watcher
  /** Whether networks that take money may be asked for this viewer. */
  pays(socket: RoomSocket): boolean
  /** Nobody watches any more: what was found may have been deleted since. */
  ended(): void
}

export class Search {
  readonly display: Display
  private watch: Watch | undefined
  private lingering: NodeJS.Timeout | undefined

  constructor(
    /** As it was typed; null: nothing is searched. */
    private text: string | null,
    private readonly parts: SearchParts,
  ) {
    this.display = parts.display
  }

  /** Lets a socket look, or says why not. */
  add(socket: RoomSocket, isPaused: boolean): Refusal | undefined {
    const refusal = this.begin()
    if (refusal) this.changed()
    else {
      this.display.add(socket, isPaused)
      this.changed()
    }
    return refusal
  }

  delete(socket: RoomSocket): void {
    if (this.display.delete(socket)) this.changed()
  }

  pause(socket: RoomSocket, isPaused: boolean): void {
    this.display.pause(socket, isPaused)
    this.changed()
  }

  /** Searches something else from now on. */
  setText(text: string | null): void {
    this.end()
    this.text = text
    if (this.display.size > 0) this.begin()
    this.changed()
  }

  /** Somebody came, left, paused or went on. */
  changed(): void {
    clearTimeout(this.lingering)
    this.display.changed()
    this.watch?.pay(this.display.hasReaders(this.parts.pays))
    if (this.display.size === 0) this.lingering = setTimeout(() => this.end(), this.parts.linger).unref()
  }

  /** Ends it with everything that hangs on it. */
  stop(): void {
    this.end()
    this.display.stop()
  }

  private end(): void {
    clearTimeout(this.lingering)
    this.watch?.end()
    this.watch = undefined
    this.parts.ended()
  }

  private begin(): Refusal | undefined {
    if (this.watch || this.text === null) return undefined
    const watched = this.parts.hub.watch(this.text, this.parts.watcher)
    if (!watched.ok) return watched
    this.watch = watched.watch
    return undefined
  }
}
