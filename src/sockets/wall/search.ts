/**
 * One search of a room: who looks at it, and its watch at the hub, which ends a while after the last of them has
 * left.
 */
import type { Refusal } from '../../core/protocol/replies'
import type { Hub } from '../../networks/hub'
import type { Watch, Watcher } from '../../networks/watched-terms'
import type { FeedView } from './feed-view'
import type { RoomSocket } from '../room/live-room'

export interface SearchParts {
  hub: Hub
  /** How long it goes on when nobody looks. */
  lingerMs: number
  view: FeedView
  watcher: Watcher
  /** Whether networks that charge for each post may be asked for this viewer. */
  pays: (socket: RoomSocket) => boolean
  /** The watch has ended: from now on no source reports which of the found posts are deleted. */
  ended(): void
}

export class Search {
  readonly view: FeedView
  private watch: Watch | undefined
  private lingering: NodeJS.Timeout | undefined

  constructor(
    /** As it was typed; null: nothing is searched. */
    private text: string | null,
    private readonly parts: SearchParts,
  ) {
    this.view = parts.view
  }

  /** Lets a socket look, or says why not. */
  add(socket: RoomSocket, isPaused: boolean): Refusal | undefined {
    const refusal = this.begin()
    if (!refusal) this.view.add(socket, isPaused)
    this.changed()
    return refusal
  }

  delete(socket: RoomSocket): void {
    if (this.view.delete(socket)) this.changed()
  }

  pause(socket: RoomSocket, isPaused: boolean): void {
    this.view.pause(socket, isPaused)
    this.changed()
  }

  /** Searches something else from now on. */
  setText(text: string | null): void {
    this.end()
    this.text = text
    if (this.view.size > 0) this.begin()
    this.changed()
  }

  /** Somebody came, left, paused or resumed. */
  changed(): void {
    clearTimeout(this.lingering)
    this.view.changed()
    this.watch?.pay(this.view.hasReaders(reader => this.parts.pays(reader)))
    if (this.view.size === 0) this.lingering = setTimeout(() => this.end(), this.parts.lingerMs).unref()
  }

  /** Ends the watch and the view. */
  close(): void {
    this.end()
    this.view.close()
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
