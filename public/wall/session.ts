/** A page's session with the wall: opens it on every connection, searches and pauses, and receives its events. */
import type { Refusal, RefusalCode, Reply } from '../../src/core/protocol/replies'
import type { OpenedWall, Post, PostNews, SourceStatus, WallNews } from '../../src/core/protocol/wall'
import { answerTo, ANSWER_TIMEOUT_MS } from '../shared/connection/request'
import type { ClientSocket } from '../shared/connection/connection'
import { wallWords as words } from './words'

/** Milliseconds after which a failed attempt to open the wall is repeated. */
const RETRY_AFTER_MS = 3000
/** Refusals that are not about the term. */
const PASSING: RefusalCode[] = ['server-error', 'too-fast']

interface Callbacks {
  /** The whole wall, which replaces what the page has. */
  opened(wall: OpenedWall): void
  /** The public settings of the room's wall have changed. */
  changed(wall: WallNews): void
  posts(news: PostNews): void
  pinned(posts: Post[]): void
  sources(sources: SourceStatus[]): void
  /** To presenters only. */
  waiting?(news: PostNews): void
  /** The wall could not be opened; the session tries again. */
  refused(refusal: Refusal): void
}

export class WallSession {
  /** This page's own term; null: it follows the room's wall. */
  own: string | null
  isPaused = false
  /** Counts requests: answers to earlier ones are ignored. */
  private round = 0
  private timer: number | undefined

  /** @param own the first term of this page */
  constructor(
    private readonly socket: ClientSocket,
    private readonly callbacks: Callbacks,
    own: string | null = null,
  ) {
    this.own = own
    socket.on('disconnect', () => this.round++)
    socket.on('wall', wall => callbacks.changed(wall))
    socket.on('posts', news => callbacks.posts(news))
    socket.on('pinned', posts => callbacks.pinned(posts))
    socket.on('wallSources', sources => callbacks.sources(sources))
    socket.on('postsWaiting', news => callbacks.waiting?.(news))
  }

  /** Opens the wall on a new connection, on which the server does not know that it is open. */
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
    this.callbacks.refused(reply)
    if (own !== null && !PASSING.includes(reply.code)) {
      this.own = null // this term was refused: back to the room's wall
      return this.enter()
    }
    this.timer = window.setTimeout(() => {
      if (this.socket.connected) void this.enter()
    }, RETRY_AFTER_MS)
  }

  /** Searches another term for this page; null: back to the room's wall. */
  async search(term: string | null): Promise<Reply> {
    const reply = await this.ask(this.request().emitWithAck('searchWall', { term }))
    if (reply?.ok) this.begin(reply)
    return reply ?? { ok: true }
  }

  /** Pauses or resumes new posts; deleted posts are removed in any case. */
  async pause(isPaused: boolean): Promise<Reply> {
    const reply = await answerTo(this.request().emitWithAck('pauseWall', { isPaused }), words.noAnswer)
    if (reply.ok) this.isPaused = isPaused
    return reply
  }

  private begin(wall: OpenedWall): void {
    this.own = wall.own
    this.callbacks.opened(wall)
  }

  /** The answer; undefined if there was a later request or a new connection. */
  private async ask<T extends object>(asked: Promise<Reply<T>>): Promise<Reply<T> | undefined> {
    const round = ++this.round
    const reply = await answerTo(asked, words.noAnswer)
    return round === this.round ? reply : undefined
  }

  private request() {
    return this.socket.timeout(ANSWER_TIMEOUT_MS)
  }
}
