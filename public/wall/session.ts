/** What a page receives of the wall: opens it again on every connection, searches, and pauses when it is asked to. */
import type { Refusal, RefusalCode, Reply } from '../../src/core/protocol/replies'
import type { OpenedWall, Post, PostNews, SourceStatus, WallNews } from '../../src/core/protocol/wall'
import { answerTo, ANSWER_TIMEOUT_MS } from '../shared/connection/request'
import type { ClientSocket } from '../shared/connection/connection'
import { wallWords as words } from './words'

/** After so long, a wall that could not be opened is tried again. */
const RETRY_AFTER_MS = 3000
/** Refusals that are not about the term. */
const PASSING: RefusalCode[] = ['server-error', 'too-fast']

interface Callbacks {
  /** Everything on the wall: this page begins again with it. */
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

  /** There is a new connection, on which the server knows nothing of an open wall. */
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

  /** Another term for this page; null: back to the room's wall. */
  async search(term: string | null): Promise<Reply> {
    const reply = await this.ask(this.request().emitWithAck('searchWall', { term }))
    if (reply?.ok) this.begin(reply)
    return reply ?? { ok: true }
  }

  /** Whether new posts come in; deleted ones are removed in any case. */
  async pause(isPaused: boolean): Promise<Reply> {
    const reply = await answerTo(this.request().emitWithAck('pauseWall', { isPaused }), words.noAnswer)
    if (reply.ok) this.isPaused = isPaused
    return reply
  }

  private begin(wall: OpenedWall): void {
    this.own = wall.own
    this.callbacks.opened(wall)
  }

  /** The answer; undefined if something else was asked meanwhile, or the connection has changed. */
  private async ask<T extends object>(asked: Promise<Reply<T>>): Promise<Reply<T> | undefined> {
    const round = ++this.round
    const reply = await answerTo(asked, words.noAnswer)
    return round === this.round ? reply : undefined
  }

  private request() {
    return this.socket.timeout(ANSWER_TIMEOUT_MS)
  }
}
