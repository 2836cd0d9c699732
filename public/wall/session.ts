/** Owns what a page is told of the wall: opens it anew on every line, searches, and stands still when it is asked to. */
import type { Refusal, RefusalCode, Reply } from '../../src/core/protocol/events'
import type { OpenedWall, Post, PostNews, SourceStatus, WallNews } from '../../src/core/protocol/wall'
import { answerTo, ANSWER_TIMEOUT } from '../shared/connection/request'
import type { ClientSocket } from '../shared/connection/connection'
import { wallWords as words } from './words'

/** Milliseconds after which a wall that was not opened is tried again. */
const AGAIN_AFTER = 3000
/** Refusals that say nothing about the term. */
const PASSING: RefusalCode[] = ['server-error', 'too-fast']

export interface WallListeners {
  /** All that stands: this page begins anew with it. */
  opened(wall: OpenedWall): void
  /** What everybody may know of the room's wall has changed. */
  changed(wall: WallNews): void
  posts(news: PostNews): void
  pinned(posts: Post[]): void
  sources(sources: SourceStatus[]): void
  /** To presenters only. */
  waiting?(news: PostNews): void
  /** The wall could not be opened; it is tried again by itself. */
  refused(refusal: Refusal): void
}

export class WallSession {
  /** What this page searches by itself; null: it follows the room's wall. */
  own: string | null
  isPaused = false
  /** Counts what was asked: an answer to something earlier is out of date. */
  private round = 0
  private timer: number | undefined

  /** @param own what to search from the beginning */
  constructor(
    private readonly socket: ClientSocket,
    private readonly listeners: WallListeners,
    own: string | null = null,
  ) {
    this.own = own
    socket.on('disconnect', () => this.round++)
    socket.on('wall', wall => listeners.changed(wall))
    socket.on('posts', news => listeners.posts(news))
    socket.on('pinned', posts => listeners.pinned(posts))
    socket.on('wallSources', sources => listeners.sources(sources))
    socket.on('postsWaiting', news => listeners.waiting?.(news))
  }

  /** There is a fresh line, which knows nothing of an open wall. */
  async enter(): Promise<void> {
    clearTimeout(this.timer)
    const { own } = this
    const reply = await this.ask(this.request().emitWithAck('openWall', own === null ? {} : { term: own }))
    if (!reply) return
    if (reply.ok) {
      this.begin(reply)
      if (this.isPaused) await this.pause(true)
      return
    }
    this.listeners.refused(reply)
    if (own !== null && !PASSING.includes(reply.code)) {
      this.own = null // what this page wanted cannot be had: the room's wall can
      return this.enter()
    }
    this.timer = window.setTimeout(() => {
      if (this.socket.connected) void this.enter()
    }, AGAIN_AFTER)
  }

  /** Another term for this page; null: back to the room's wall. */
  async search(term: string | null): Promise<Reply> {
    const reply = await this.ask(this.request().emitWithAck('searchWall', { term }))
    if (reply?.ok) this.begin(reply)
    return reply ?? { ok: true }
  }

  /** Whether new posts come in; what must go goes all the same. */
  async pause(isPaused: boolean): Promise<Reply> {
    const reply = await answerTo(this.request().emitWithAck('pauseWall', { isPaused }), words.noAnswer)
    if (reply.ok) this.isPaused = isPaused
    return reply
  }

  private begin(wall: OpenedWall): void {
    this.own = wall.own
    this.listeners.opened(wall)
  }

  /** The answer, unless something was asked meanwhile or the line is another one. */
  private async ask<T extends object>(asked: Promise<Reply<T>>): Promise<Reply<T> | undefined> {
    const round = ++this.round
    const reply = await answerTo(asked, words.noAnswer)
    return round === this.round ? reply : undefined
  }

  private request() {
    return this.socket.timeout(ANSWER_TIMEOUT)
  }
}
