/** Assembles the presenter's part of the wall: posts, rules and sources. Loads when it is first needed. */
import type { WallDocument } from '../../../src/core/protocol/wall'
import { sentenceOf } from '../../shared/connection/request'
import { make, newTabLink, pill, setText } from '../../shared/dom'
import type { ClientSocket } from '../../shared/connection/connection'
import type { ReportCounts } from '../../shared/reports/counts'
import { addressOf, roomCode } from '../../shared/urls'
import { Blocklist } from './blocklist'
import { PostActions } from './actions'
import { ModerationQueue } from './queue'
import { wallModerationWords as words } from './words'
import { Rules } from './rules'
import { WallSession } from '../session'
import { SourceList } from '../source-list'

interface Callbacks {
  socket: ClientSocket
  said: (sentence: string) => void
  /** Who has reported what. */
  reports: ReportCounts
  /** Reports how many posts wait. */
  counted: (waiting: number) => void
}

export class WallModeration {
  private wall: WallDocument | undefined
  private readonly actions: PostActions
  private readonly posts: ModerationQueue
  private readonly rules: Rules
  private readonly blocklist: Blocklist
  private readonly sources = new SourceList(make('ul', 'sources'))
  private readonly pause = pill('', () => void this.togglePause())
  private readonly session: WallSession

  /** Fills an element. */
  constructor(
    place: HTMLElement,
    private readonly callbacks: Callbacks,
  ) {
    const { socket, said, reports, counted } = callbacks
    const actions = (this.actions = new PostActions({
      socket,
      said,
      decided: id => this.posts.decided(id),
      gone: id => this.posts.gone(id),
    }))
    this.posts = new ModerationQueue({ actions, reports, counted })
    this.rules = new Rules(settings =>
      actions.ask(
        socket => socket.emitWithAck('setWall', settings),
        () => words.changed,
      ),
    )
    this.blocklist = new Blocklist({
      socket,
      said,
      unblockAuthor: (author, name) =>
        void actions.ask(
          socket => socket.emitWithAck('blockAuthor', { author, name, isBlocked: false }),
          () => words.unblocked(name),
        ),
    })
    this.build(place)
    this.session = this.open()
  }

  /** Draws the settings after a change. */
  update(wall: WallDocument, blockedWords: string[]): void {
    this.wall = wall
    this.rules.update(wall)
    this.blocklist.update(wall, blockedWords)
    setText(this.pause, wall.isPaused ? words.resumeWall : words.pauseWall)
  }

  /** Sets whether it is visible; if not, no new posts are sent. Waiting posts are counted in any case. */
  async look(isLooking: boolean): Promise<void> {
    this.session.isPaused = !isLooking
    if (this.callbacks.socket.connected) await this.session.pause(!isLooking)
  }

  private build(place: HTMLElement): void {
    const link = newTabLink(words.onProjector, `${addressOf(roomCode, 'wall')}?screen`)
    const row = make('div', 'row')
    row.append(this.pause, link)
    const more = make('details')
    more.append(make('summary', '', words.rules), this.rules.rest, this.blocklist.element)
    place.append(this.rules.search, this.sources.list, row, this.posts.element, more)
  }

  private open(): WallSession {
    const { posts, rules, sources } = this
    const { socket, said } = this.callbacks
    const session = new WallSession(socket, {
      opened(wall) {
        posts.opened(wall)
        sources.update(wall.sources)
        rules.allowSearch(wall.search)
      },
      changed: ({ search }) => rules.allowSearch(search),
      posts: news => posts.receive(news),
      pinned: pinned => posts.pinned(pinned),
      sources: statuses => sources.update(statuses),
      waiting(news) {
        if (posts.receiveWaiting(news)) said(words.waitsNow)
      },
      refused: refusal => said(sentenceOf(refusal)),
    })
    const enter = () => {
      socket.emit('getSnapshot', reply => {
        if (reply.ok) sources.setClock(reply.snapshot.now)
      })
      void session.enter()
    }
    socket.on('snapshot', enter)
    if (socket.connected) enter()
    return session
  }

  private async togglePause(): Promise<void> {
    const isPaused = !this.wall?.isPaused
    await this.actions.ask(
      socket => socket.emitWithAck('setWall', { isPaused }),
      () => (isPaused ? words.wallPaused : words.wallResumed),
    )
  }
}
